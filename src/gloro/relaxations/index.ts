export type { AffinitySetsConfig } from "./affinitySets.js";
export { loosestGuarantee, strictestGuarantee } from "./guarantees.js";
export { labelRank } from "./labelRank.js";
export { parseRelaxation } from "./parseRelaxation.js";
export type { RelaxationConfig } from "./parseRelaxation.js";
export { largestK, relaxationKinds } from "./relaxation.js";
export type { AffinitySets, Relaxation } from "./relaxation.js";
export { relaxedNet } from "./relaxedNet.js";
export type { RelaxedNet } from "./relaxedNet.js";
