export { convertKerasModel } from "./convertKerasModel.js";
export { convertLayersModel } from "./convertLayersModel.js";
export { convertTopology } from "./convertTopology.js";
export { dialectNames } from "./kerasModel.js";
export type { Dialect, KerasModel, KerasWeight } from "./kerasModel.js";
export { kerasTopology, supportedDialects } from "./kerasTopology.js";
export { takeWeights } from "./takeWeights.js";
