export type { DataSet, Split } from "./data/dataSet.js";
export type { DataSource, FilePair } from "./data/sources/dataSource.js";
export { loadDataSet } from "./data/loadDataSet.js";
export type { LoadOptions } from "./data/loadDataSet.js";
export type { OnnxOptions } from "./engine/onnx/onnxEngine.js";
export { createEngine, describeEngines, EngineClosedError, engineNames } from "./engine/index.js";
export type {
  Acceleration,
  Engine,
  EngineName,
  EngineOptions,
  EngineReport,
  LoadedPrograms,
} from "./engine/index.js";
export * from "./gloro/index.js";
export * from "./model/index.js";
