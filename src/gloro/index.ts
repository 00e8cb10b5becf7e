export type {
  ArchitectureContext,
  ArchitectureModule,
} from "./architectures/architectureModule.js";
export { architecture, architectureNames } from "./architectures/index.js";
export type { ArchitectureName, ArchitectureOptions } from "./architectures/index.js";
export type { BackboneOptions } from "./architectures/cxCC2F.js";
export { entry } from "./entry.js";
export * from "./errors.js";
export { forward } from "./forward.js";
export type { Sums } from "./forward.js";
export { gloroNet } from "./gloroNet.js";
export type { GloroNetVariant, GloroNetOutputs } from "./gloroNet.js";
export { initialState } from "./initialise.js";
export type { Initialiser, InitialiserName } from "./initialisers/index.js";
export * from "./keras/index.js";
export type { ActivationKind } from "./layers/activations.js";
export { layerKinds } from "./layers/index.js";
export type {
  CustomLayer,
  Gain,
  Layer,
  LayerConfig,
  LayerKind,
  LayerInBlocks,
  LinearMap,
  MapKind,
  MapLayer,
  MergeKind,
  MergeLayer,
  Place,
  Weight,
} from "./layers/layer.js";
export type { SumBlocks } from "./layers/sumBlocks.js";
export { resnetBlock } from "./layers/resnetBlock.js";
export type { ResnetBlockOptions } from "./layers/resnetBlock.js";
export type { Estimate } from "./lipschitz/index.js";
export { lossNames, parseLoss } from "./losses/index.js";
export type { CrossentropyOptions } from "./losses/crossentropy.js";
export type { LogitAnnealingOptions } from "./losses/logitAnnealing.js";
export type { Loss, LossConfig, LossInputs, LossName, LossOptions } from "./losses/index.js";
export {
  bottomLogit,
  certifiedRadius,
  lipschitzConstant,
  marginConstants,
  predictedClass,
} from "./margin.js";
export type { Predicted } from "./margin.js";
export { metric, metricNames, parseMetric } from "./metrics/index.js";
export type { Metric, MetricInputs, MetricName } from "./metrics/index.js";
export { buildNetwork } from "./network.js";
export type { Head, LayerGain, Network, NetworkConfig } from "./network.js";
export { optimizerNames, parseOptimizer } from "./optimizers/index.js";
export type {
  Optimizer,
  OptimizerConfig,
  OptimizerName,
  OptimizerOptions,
  StepScalars,
} from "./optimizers/index.js";
export type * from "./program.js";
export * from "./programs/index.js";
export * from "./relaxations/index.js";
export { parseSchedule, scheduleNames, ScheduleSyntaxError } from "./schedules/index.js";
export type { Schedule } from "./schedules/index.js";
