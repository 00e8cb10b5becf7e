export { convertLayersModel } from "./convertLayersModel.js";
export { convertTopology } from "./convertTopology.js";
