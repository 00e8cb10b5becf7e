import { GloroError } from "../gloro/errors.js";
import { parseLoss } from "../gloro/losses/index.js";
import type { Loss, LossConfig } from "../gloro/losses/index.js";
import { parseMetric } from "../gloro/metrics/index.js";
import type { Metric } from "../gloro/metrics/index.js";
import { parseOptimizer } from "../gloro/optimizers/index.js";
import type { Optimizer, OptimizerConfig } from "../gloro/optimizers/index.js";
import type { NetworkOnEngine } from "./networkOnEngine.js";

/** How a net is trained and measured. */
export interface CompileOptions {
  /** Such as `sparse_trades_kl.1.5`, or a loss of one's own. */
  readonly loss: LossConfig | Loss;
  /** A name, a name with options, or an optimizer of one's own; default `adam`. */
  readonly optimizer?: OptimizerConfig | Optimizer;
  /** Default 0.001. */
  readonly learningRate?: number;
  /** Such as `clean_acc`, `vra`, `top_3_clean_acc`; default none. They are logged under the names given here. */
  readonly metrics?: readonly string[];
}

/** What `compile` made of its options. The numbers may change while the net trains. */
export interface Compilation {
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  /** By their names in the logs. */
  readonly metrics: Readonly<Record<string, Metric>>;
  learningRate: number;
  /** 0 for a loss without λ. */
  lambda: number;
  /** Training steps done. */
  steps: number;
  /** Whether its optimizer's slots are on the engine. */
  isPrepared: boolean;
}

/** The outputs of the metrics in the programs, apart from those that every program has. */
export function metricOutputs({ metrics }: Compilation): Record<string, Metric> {
  return Object.fromEntries(
    Object.entries(metrics).map(([label, metric]) => [metricOutput(label), metric]),
  );
}

/** The output of the metric logged as `label`. */
export function metricOutput(label: string): string {
  return `metric/${label}`;
}

/** How the keys of programs begin that are made for a compilation. */
export const compiledPrograms = "compiled/";

const defaultLearningRate = 1e-3;

/** Reads the options. Throws UnknownWordError and GloroError as the parsers of their parts do. */
export function parseCompilation({
  loss: lossOption,
  optimizer = "adam",
  learningRate = defaultLearningRate,
  metrics = [],
}: CompileOptions): Compilation {
  const loss = isLoss(lossOption) ? lossOption : parseLoss(lossOption);
  return {
    loss,
    optimizer: isOptimizer(optimizer) ? optimizer : parseOptimizer(optimizer),
    metrics: Object.fromEntries(metrics.map((label) => [label, parseMetric(label)])),
    learningRate: nonNegative(learningRate, "learningRate"),
    lambda: loss.lambda ?? 0,
    steps: 0,
    isPrepared: false,
  };
}

/** `value`, checked to be a finite number from 0. */
export function nonNegative(value: number, what: string): number {
  if (Number.isFinite(value) && value >= 0) return value;
  throw new GloroError(`${what} must be a finite number from 0, got ${value}.`);
}

function isLoss(loss: LossConfig | Loss): loss is Loss {
  return typeof loss === "object" && "perExample" in loss;
}

function isOptimizer(optimizer: OptimizerConfig | Optimizer): optimizer is Optimizer {
  return typeof optimizer === "object" && "apply" in optimizer;
}

/** Puts a new compilation's optimizer on the engine, and drops the programs made for the one before. */
export async function prepare(compilation: Compilation, onEngine: NetworkOnEngine): Promise<void> {
  if (compilation.isPrepared) return;
  await onEngine.drop(compiledPrograms);
  await onEngine.put(compilation.optimizer.initialSlots(onEngine.network.parameters));
  compilation.isPrepared = true;
}
