export { estimate } from "./estimate.js";
export type { Estimate } from "./estimate.js";
export { iterateAll, layerNorms, stackNorms, subLipschitz } from "./networkLipschitz.js";
export { iterate, spectralNorm } from "./powerIteration.js";
