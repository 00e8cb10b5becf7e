import * as tf from "@tensorflow/tfjs-core";
import type { Scalar, Tensor } from "@tensorflow/tfjs-core";
import { entry } from "../entry.js";
import { gloroNet } from "../gloroNet.js";
import { withoutGradient } from "../gradient.js";
import { iterateAll, stackNorms } from "../lipschitz/index.js";
import type { Loss } from "../losses/index.js";
import { metric } from "../metrics/index.js";
import type { Metric } from "../metrics/index.js";
import type { Network } from "../network.js";
import { globalNorm } from "../norm.js";
import type { Optimizer } from "../optimizers/index.js";
import type { Program, Tensors } from "../program.js";
import type { RelaxationConfig } from "../relaxations/index.js";
import { scalarSpec } from "./scalarSpec.js";

/** What a training step is made for. */
export interface TrainingStepOptions {
  readonly network: Network;
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  /** N, fixed; a short batch is padded with rows of weight 0. */
  readonly batchSize: number;
  /** Steps of the power method before each gradient. Default 5. */
  readonly powerIterations?: number;
  /** Trains a relaxed net. */
  readonly relaxation?: RelaxationConfig | undefined;
  /** What is measured of each batch, by output. Default: the clean accuracy, the VRA, the rejection rate. */
  readonly metrics?: Readonly<Record<string, Metric>>;
}

/**
 * One step of GloRo training: moves the iterates on with the current weights, without gradient; takes
 * the loss with σ = ‖Wx‖/‖x‖ on those iterates; moves the weights.
 *
 * - state: parameters, iterates, the optimizer's slots; all are replaced.
 * - inputs: `images` `[N, ...inputShape]`, `labels` `[N]` int32, `weights` `[N]` (1 real, 0 padding:
 *   every mean is weighted, and at least one must be 1), and the scalars `epsilon`, `lambda`,
 *   `learningRate` and `step` (1 at the first step).
 * - outputs: the scalars `loss`, `gradientNorm` and the metrics (at `epsilon`, before the weights move):
 *   `cleanAccuracy`, `vra` (of a relaxed net, its own) and `rejectionRate` where no others are asked for; `lipschitz` `[L]`, σ of each
 *   layer that has an iterate; `standardLoss`, of a loss that has such a part.
 */
export function trainingStep({
  network,
  loss,
  optimizer,
  batchSize,
  powerIterations = 5,
  relaxation,
  metrics = usualMetrics(relaxation),
}: TrainingStepOptions): Program {
  const parameterNames = Object.keys(network.parameters);
  const slotNames = Object.keys(optimizer.slots(network.parameters));
  return {
    name: "trainingStep",
    state: { ...network.parameters, ...network.iterates, ...optimizer.slots(network.parameters) },
    inputs: {
      images: { shape: [batchSize, ...network.inputShape], dtype: "float32" },
      labels: { shape: [batchSize], dtype: "int32" },
      weights: { shape: [batchSize], dtype: "float32" },
      epsilon: scalarSpec,
      lambda: scalarSpec,
      learningRate: scalarSpec,
      step: scalarSpec,
    },
    body(state, inputs) {
      const [images, labels] = [entry(inputs, "images"), entry(inputs, "labels")];
      const [epsilon, lambda] = [entry(inputs, "epsilon"), entry(inputs, "lambda")];
      const shares = shareOfEach(entry(inputs, "weights"));
      const mean = (values: Tensor) => tf.sum<Scalar>(tf.mul(values, shares));

      const iterates = iterateAll(network, state, powerIterations);
      const outputs: Record<string, Tensor> = {};
      const lossOf = (...values: Tensor[]): Scalar => {
        const net = gloroNet(
          network,
          { ...named(parameterNames, values), ...iterates },
          images,
          epsilon,
          { relaxation },
        );
        // The tape frees what this function made, so the outputs are kept; the engine frees them.
        outputs["lipschitz"] = tf.keep(withoutGradient(() => stackNorms(net.norms)));
        for (const [name, asked] of Object.entries(metrics)) {
          outputs[name] = tf.keep(withoutGradient(() => mean(metric(asked, { ...net, labels }))));
        }
        const inputs = { ...net, labels, epsilon, lambda };
        const { standard } = loss;
        if (standard)
          outputs["standardLoss"] = tf.keep(withoutGradient(() => mean(standard(inputs))));
        return mean(loss.perExample(inputs));
      };

      const parameters = named(parameterNames, entries(state, parameterNames));
      const { value, grads } = tf.valueAndGrads(lossOf)(entries(state, parameterNames));
      outputs["loss"] = value;
      outputs["gradientNorm"] = globalNorm(grads);

      const next = optimizer.apply(
        parameters,
        named(parameterNames, grads),
        named(slotNames, entries(state, slotNames)),
        { learningRate: entry(inputs, "learningRate"), step: entry(inputs, "step") },
      );
      return { state: { ...next.parameters, ...iterates, ...next.slots }, outputs };
    },
  };
}

function usualMetrics(relaxation: RelaxationConfig | undefined): Record<string, Metric> {
  return {
    cleanAccuracy: { name: "cleanAccuracy" },
    vra: { name: relaxation ? "rtkVra" : "vra" },
    rejectionRate: { name: "rejectionRate" },
  };
}

function shareOfEach(weights: Tensor): Tensor {
  return tf.div(weights, tf.sum(weights));
}

function entries(state: Tensors, names: readonly string[]): Tensor[] {
  return names.map((name) => entry(state, name));
}

function named(names: readonly string[], values: readonly Tensor[]): Tensors {
  return Object.fromEntries(
    values.map((value, index): [string, Tensor] => [names[index] ?? "", value]),
  );
}
