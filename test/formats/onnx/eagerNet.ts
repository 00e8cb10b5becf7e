import * as tf from "@tensorflow/tfjs-core";
import { gloroNet } from "../../../src/gloro/gloroNet.js";
import { certifiedRadius } from "../../../src/gloro/margin.js";
import type { Network } from "../../../src/gloro/network.js";
import type { HostTensors } from "../../../src/gloro/program.js";
import { parseLoss } from "../../../src/gloro/losses/index.js";
import { evaluationStep, predictionStep } from "../../../src/gloro/programs/index.js";
import type { RelaxationConfig } from "../../../src/gloro/relaxations/index.js";
import { host, hostIntegers, numbers, runEagerly, tensors, valuesOf } from "../../gloro/eager.js";

/** What a net is asked about. */
export interface EagerNet {
  readonly network: Network;
  readonly weights: HostTensors;
  readonly images: Float32Array;
  readonly count: number;
  readonly epsilon: number;
  readonly subLipschitz: number;
}

/** What the library's programs answer with L_sub frozen, run eagerly. */
export function eagerNet({ network, weights, count, ...given }: EagerNet) {
  const options = { network, batchSize: count, frozen: true };
  const inputs = {
    images: host([count, ...network.inputShape], given.images),
    epsilon: host([], [given.epsilon]),
    subLipschitz: host([], [given.subLipschitz]),
  };
  const labels = hostIntegers([count], new Array<number>(count).fill(0));
  const evaluation = evaluationStep({ ...options, loss: parseLoss("sparse_crossentropy") });
  const evaluated = runEagerly(evaluation, weights, { ...inputs, labels, lambda: host([], [0]) });
  const predicted = runEagerly(predictionStep(options), weights, inputs);
  const m = network.classes;
  const outputs = valuesOf(predicted.outputs, "outputs");
  const logits = valuesOf(evaluated.outputs, "logits");
  const bottom = outputs.filter((_, index) => index % (m + 1) === m);
  return {
    logits,
    bottom,
    radius: valuesOf(evaluated.outputs, "radius"),
    prediction: valuesOf(evaluated.outputs, "prediction").map((index, n) =>
      logits[n * m + index]! > bottom[n]! ? index : m,
    ),
  };
}

/** What a relaxed net answers, run eagerly. */
export function eagerRelaxed(net: EagerNet, relaxation: RelaxationConfig) {
  const { network, weights, images, count, epsilon, subLipschitz } = net;
  const output = (name: "logits" | "bottom" | "radius" | "guarantee") =>
    numbers(() => {
      const x = tf.tensor(images, [count, ...network.inputShape]);
      const variant = { relaxation, frozen: tf.scalar(subLipschitz) };
      const made = gloroNet(network, tensors(weights), x, tf.scalar(epsilon), variant);
      return name === "radius"
        ? certifiedRadius(made.logits, made.predicted, made.constants)
        : made[name]!;
    });
  const [logits, bottom] = [output("logits"), output("bottom")];
  const m = network.classes;
  const prediction = bottom.map((limit, n) => {
    const row = logits.slice(n * m, (n + 1) * m);
    const largest = Math.max(...row);
    return largest > limit ? row.indexOf(largest) : m;
  });
  return { logits, bottom, prediction, radius: output("radius"), guarantee: output("guarantee") };
}
