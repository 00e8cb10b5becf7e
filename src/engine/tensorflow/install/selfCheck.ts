import { GloroError } from "../../../gloro/errors.js";
import { initialState } from "../../../gloro/initialise.js";
import { parseLoss } from "../../../gloro/losses/index.js";
import { buildNetwork } from "../../../gloro/network.js";
import { parseOptimizer } from "../../../gloro/optimizers/index.js";
import type { HostTensors } from "../../../gloro/program.js";
import { trainingStep } from "../../../gloro/programs/index.js";
import { eagerEngine } from "../../eager/eagerEngine.js";
import type { Engine } from "../../engine.js";

/** How far the losses of two engines may be apart, relative to the loss. */
const tolerance = 1e-4;

const batchSize = 4;

/**
 * Takes two training steps of a small net on an engine, and the same ones as TF.js does.
 *
 * @throws GloroError where the losses differ.
 */
export async function selfCheck(engine: Engine): Promise<void> {
  const [found, expected] = [await lossesOn(engine), await lossesOn(eagerEngine)];
  const apart = expected.some(
    (loss, step) => !(Math.abs(loss - (found[step] ?? NaN)) <= tolerance * Math.abs(loss)),
  );
  if (apart)
    throw new GloroError(
      `TensorFlow computes other losses than TF.js (${found.join(", ")} for ${expected.join(", ")}): this installation must not be used. Remove it with "gloro engine remove tensorflow".`,
    );
}

async function lossesOn(engine: Engine): Promise<number[]> {
  const network = buildNetwork({
    inputShape: [8, 8, 1],
    layers: [
      { kind: "conv2d", filters: 4, kernelSize: 4, strides: 2, padding: "same" },
      { kind: "minMax" },
      { kind: "flatten" },
      { kind: "dense", units: 3 },
    ],
  });
  const optimizer = parseOptimizer("adam");
  const program = trainingStep({ network, loss: parseLoss("trades_kl"), optimizer, batchSize });
  const state = { ...initialState(network, 0), ...optimizer.initialSlots(network.parameters) };
  const loaded = await engine.load([program], state);
  try {
    const losses: number[] = [];
    for (const step of [1, 2])
      losses.push((await loaded.run(program.name, inputs(step)))["loss"]?.data[0] ?? NaN);
    return losses;
  } finally {
    await loaded.dispose();
  }
}

function inputs(step: number): HostTensors {
  const scalar = (value: number) =>
    ({ shape: [], dtype: "float32", data: Float32Array.of(value) }) as const;
  const pixels = Float32Array.from({ length: batchSize * 64 }, (_, index) => (index % 7) / 7);
  return {
    images: { shape: [batchSize, 8, 8, 1], dtype: "float32", data: pixels },
    labels: { shape: [batchSize], dtype: "int32", data: Int32Array.of(0, 1, 2, 0) },
    weights: {
      shape: [batchSize],
      dtype: "float32",
      data: new Float32Array(batchSize).fill(1),
    },
    epsilon: scalar(0.1),
    lambda: scalar(1),
    learningRate: scalar(0.01),
    step: scalar(step),
  };
}
