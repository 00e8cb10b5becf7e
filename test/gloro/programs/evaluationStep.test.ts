import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import { gloroNet } from "../../../src/gloro/gloroNet.js";
import { initialState } from "../../../src/gloro/initialise.js";
import { parseLoss } from "../../../src/gloro/losses/index.js";
import { lipschitzConstant } from "../../../src/gloro/margin.js";
import { buildNetwork } from "../../../src/gloro/network.js";
import type { HostTensors } from "../../../src/gloro/program.js";
import { convergeIterates, evaluationStep } from "../../../src/gloro/programs/index.js";
import { assertClose } from "../close.js";
import { host, hostIntegers, numbers, runEagerly, tensors, valuesOf } from "../eager.js";
import { smallNetworks } from "../networks.js";
import { readPython } from "../python/read.js";
import { randomValues, sizeOf } from "../random.js";
import { example, referenceGloroNet } from "../reference.js";
import { referenceLosses } from "../referenceLosses.js";
import { float64, randomState } from "../state.js";

describe("evaluationStep", () => {
  for (const [name, network] of Object.entries(smallNetworks)) {
    it(`gives each example what naive Float64 loops give: ${name}`, () => {
      const state = randomState(network, 1);
      const count = 3;
      const images = randomValues(count * sizeOf(network.inputShape), 2);
      const { outputs, state: next } = runEagerly(
        evaluationStep({ network, loss: parseLoss("trades_kl"), batchSize: count }),
        state,
        inputsOf(network.inputShape, images, [0, 1, 2], 0.1),
      );
      assert.deepEqual(next, state);
      const expected = [0, 1, 2].map((n) =>
        referenceGloroNet(network, float64(state), example(network, images, n), 0.1),
      );
      assert.deepEqual(
        valuesOf(outputs, "prediction"),
        expected.map(({ j }) => j),
      );
      assertClose(
        valuesOf(outputs, "logits"),
        expected.flatMap(({ y }) => y),
        1e-5,
        "logits",
      );
      assertClose(
        valuesOf(outputs, "radius"),
        expected.map(({ radius }) => radius),
        1e-5,
        "radius",
      );
      assertClose(
        valuesOf(outputs, "loss"),
        expected.map(({ y, bottom, gains }, n) =>
          referenceLosses.trades_kl({ y, bottom, gains: gains[n]!, label: n, lambda: 2 }),
        ),
        1e-5,
        "loss",
      );
    });
  }

  it("agrees with the Python library on a network with its weights", () => {
    const python = readPython("network");
    const network = buildNetwork({
      inputShape: [6, 6, 2],
      layers: [
        { kind: "conv2d", filters: 4, kernelSize: 4, strides: 2, padding: "same" },
        { kind: "minMax" },
        { kind: "conv2d", filters: 6, kernelSize: 2, padding: "valid" },
        { kind: "minMax" },
        { kind: "flatten" },
        { kind: "dense", units: 8 },
        { kind: "minMax" },
        { kind: "dense", units: 3 },
      ],
    });
    const weights = Object.entries(network.parameters).map(
      ([name, { shape }]) => [name, host(shape, python.weights[name]!)] as const,
    );
    const start = { ...initialState(network, 1), ...Object.fromEntries(weights) };
    const { state } = runEagerly(convergeIterates({ network, iterations: 1000 }), start, {});

    const count = python.logits.length;
    const inputs = inputsOf(network.inputShape, python.images, [0, 1, 2, 0, 1], python.epsilon);
    const { outputs } = runEagerly(
      evaluationStep({ network, loss: parseLoss("crossentropy"), batchSize: count }),
      state,
      inputs,
    );
    assertClose(valuesOf(outputs, "logits"), python.logits.flat(), 1e-5, "logits");
    assertClose(valuesOf(outputs, "radius"), python.radius, 1e-4, "radius");

    const net = () => {
      const given = tensors({ ...state, ...inputs });
      return gloroNet(network, given, given["images"]!, tf.scalar(python.epsilon));
    };
    assertClose(
      numbers(() => net().bottom),
      python.bottom,
      1e-4,
      "bottom",
    );
    assertClose(
      numbers(() => net().subLipschitz),
      [python.subLipschitz],
      1e-4,
      "L_sub",
    );
    assertClose(
      numbers(() => lipschitzConstant(tensors(state)[network.head.kernel]!, net().subLipschitz)),
      python.lipschitzConstant.flat(),
      1e-4,
      "K",
    );
  });
});

function inputsOf(
  inputShape: readonly number[],
  images: ArrayLike<number>,
  labels: number[],
  epsilon: number,
): HostTensors {
  return {
    images: host([labels.length, ...inputShape], Array.from(images)),
    labels: hostIntegers([labels.length], labels),
    epsilon: host([], [epsilon]),
    lambda: host([], [2]),
  };
}
