export { convertKerasModel } from "./convertKerasModel.js";
export { convertLayersModel } from "./convertLayersModel.js";
export { convertTopology } from "./convertTopology.js";
export { dialectNames, pythonReleases } from "./kerasModel.js";
export type { Dialect, KerasModel, KerasWeight, PythonRelease } from "./kerasModel.js";
export { kerasTopology, supportedDialects } from "./kerasTopology.js";
export { takeWeights } from "./takeWeights.js";
