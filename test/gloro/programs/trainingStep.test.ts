import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import { lossNames, parseLoss } from "../../../src/gloro/losses/index.js";
import type { LossName } from "../../../src/gloro/losses/index.js";
import type { Network } from "../../../src/gloro/network.js";
import { parseOptimizer } from "../../../src/gloro/optimizers/index.js";
import type { HostTensors } from "../../../src/gloro/program.js";
import { convergeIterates, trainingStep } from "../../../src/gloro/programs/index.js";
import { assertClose } from "../close.js";
import { host, hostIntegers, runEagerly, valuesOf } from "../eager.js";
import { smallNetworks } from "../networks.js";
import { randomValues, sizeOf } from "../random.js";
import { example, referenceGloroNet, referenceNorm } from "../reference.js";
import type { Values } from "../layerReference.js";
import { emmaShares, referenceLosses } from "../referenceLosses.js";
import { float64, randomState, withValues } from "../state.js";

const batchSize = 4;
const weights = [1, 1, 1, 0];
const epsilon = 0.2;
const lambda = 1.5;
/** A power of two, so that dividing by it recovers the gradient to the last digit. */
const learningRate = 64;

function inputs(network: Network, seed: number): HostTensors {
  const count = batchSize * sizeOf(network.inputShape);
  return {
    images: host([batchSize, ...network.inputShape], randomValues(count, seed)),
    labels: hostIntegers([batchSize], [0, 1, 2, 0]),
    weights: host([batchSize], weights),
    epsilon: host([], [epsilon]),
    lambda: host([], [lambda]),
    learningRate: host([], [learningRate]),
    step: host([], [1]),
  };
}

const step = (network: Network, loss: string) =>
  trainingStep({ network, loss: parseLoss(loss), optimizer: parseOptimizer("sgd"), batchSize });

const real = [0, 1, 2];

/** What an example's loss is computed from. */
function pointOf(network: Network, state: Values, given: HostTensors, n: number) {
  const { y, bottom, gains } = referenceGloroNet(
    network,
    state,
    example(network, given["images"]!.data, n),
    epsilon,
  );
  const label = given["labels"]!.data[n]!;
  return { y, bottom, label, lambda, gains: gains[label]! };
}

/** EMMA's shares of the real examples, which a gradient takes as constants. */
function sharesOf(network: Network, state: Values, given: HostTensors): number[][] {
  return real.map((n) => emmaShares(pointOf(network, state, given, n)));
}

function referenceLoss(
  network: Network,
  loss: LossName,
  state: Values,
  given: HostTensors,
  shares: number[][],
): number {
  const each = real.map((n) =>
    referenceLosses[loss]({ ...pointOf(network, state, given, n), shares: shares[n]! }),
  );
  return each.reduce((sum, value) => sum + value, 0) / each.length;
}

describe("trainingStep", () => {
  for (const [name, network] of Object.entries(smallNetworks)) {
    for (const loss of lossNames) {
      it(`has the loss and the gradients of Float64 finite differences: ${name}, ${loss}`, () => {
        const state = randomState(network, 3);
        const given = inputs(network, 4);
        const next = runEagerly(step(network, loss), state, given);
        // The gradient is that of σ on the iterates as the step left them, held fixed.
        const truth = { ...float64(next.state), ...float64(parametersOf(network, state)) };
        const shares = sharesOf(network, truth, given);
        const reference = () => referenceLoss(network, loss, truth, given, shares);
        assertClose(valuesOf(next.outputs, "loss"), [reference()], 1e-5, "loss");

        let sumOfSquares = 0;
        for (const parameter of Object.keys(network.parameters)) {
          const before = valuesOf(state, parameter);
          const after = valuesOf(next.state, parameter);
          const gradient = before.map((value, i) => (value - after[i]!) / learningRate);
          const expected = before.map((_, i) => centralDifference(truth[parameter]!, i, reference));
          const scale = Math.max(...expected.map(Math.abs));
          for (const [i, value] of expected.entries()) {
            sumOfSquares += value * value;
            assert.ok(
              Math.abs(gradient[i]! - value) <= 1e-4 * scale,
              `${parameter}[${i}]: ${gradient[i]!}, expected ${value}`,
            );
          }
        }
        assertClose(
          valuesOf(next.outputs, "gradientNorm"),
          [Math.sqrt(sumOfSquares)],
          1e-4,
          "norm",
        );
      });
    }
  }

  it("reports the part of a loss that asks for no robustness", () => {
    const network = smallNetworks["dense"]!;
    const state = randomState(network, 5);
    const given = inputs(network, 6);
    const { outputs, state: next } = runEagerly(step(network, "trades_kl"), state, given);
    const truth = { ...float64(next), ...float64(parametersOf(network, state)) };
    const each = real.map((n) => {
      const { y } = referenceGloroNet(
        network,
        truth,
        example(network, given["images"]!.data, n),
        0,
      );
      const total = y.reduce((sum, logit) => sum + Math.exp(logit), 0);
      return Math.log(total) - y[given["labels"]!.data[n]!]!;
    });
    const mean = each.reduce((sum, value) => sum + value, 0) / each.length;
    assertClose(valuesOf(outputs, "standardLoss"), [mean], 1e-5, "standard loss");
    const { outputs: others } = runEagerly(step(network, "emma"), state, given);
    assert.ok(!("standardLoss" in others));
  });

  it("reports metrics over the real examples, and σ of each layer", () => {
    const network = smallNetworks["dense"]!;
    const state = randomState(network, 5);
    const given = inputs(network, 6);
    const { outputs, state: next } = runEagerly(step(network, "crossentropy"), state, given);
    const truth = { ...float64(next), ...float64(parametersOf(network, state)) };
    const points = real.map((n) =>
      referenceGloroNet(network, truth, example(network, given["images"]!.data, n), epsilon),
    );
    const rate = (holds: (point: (typeof points)[number], n: number) => boolean) =>
      points.filter(holds).length / points.length;
    const isRight = (j: number, n: number) => j === given["labels"]!.data[n]!;
    assertClose(
      ["cleanAccuracy", "vra", "rejectionRate"].flatMap((metric) => valuesOf(outputs, metric)),
      [
        rate(({ j }, n) => isRight(j, n)),
        rate(({ j, y, bottom }, n) => isRight(j, n) && y[j]! > bottom),
        rate(({ j, y, bottom }) => !(y[j]! > bottom)),
      ],
      1e-6,
      "metrics",
    );
    assertClose(
      valuesOf(outputs, "lipschitz"),
      network.linearMaps.map((map) => referenceNorm(network, map, truth)),
      1e-5,
      "lipschitz",
    );
  });

  it("moves the iterates on by five steps unless told otherwise", () => {
    const network = smallNetworks["convolutions"]!;
    const state = randomState(network, 5);
    const { state: next } = runEagerly(step(network, "crossentropy"), state, inputs(network, 6));
    const { state: iterated } = runEagerly(convergeIterates({ network, iterations: 5 }), state, {});
    for (const iterate of Object.keys(network.iterates)) {
      assert.deepEqual(next[iterate], iterated[iterate], iterate);
    }
  });

  it("ignores the rows of weight 0", () => {
    const network = smallNetworks["dense"]!;
    const state = randomState(network, 7);
    const given = inputs(network, 8);
    const images = valuesOf(given, "images");
    const padding = images.map((value, i) => (i < 3 * sizeOf(network.inputShape) ? value : 99));
    const program = step(network, "trades_kl");
    assert.deepEqual(
      runEagerly(program, state, withValues(given, "images", padding)),
      runEagerly(program, state, given),
    );
  });

  it("stays finite where a kernel is zero, and moves it", () => {
    const network = smallNetworks["convolutions"]!;
    for (const parameter of ["conv2d_1/kernel", "conv2d_3/kernel", "dense_1/kernel"]) {
      const random = randomState(network, 9);
      const state = withValues(random, parameter, valuesOf(random, parameter).fill(0));
      const { state: next, outputs } = runEagerly(
        step(network, "trades_kl"),
        state,
        inputs(network, 1),
      );
      for (const [name, { data }] of Object.entries({ ...next, ...outputs })) {
        assert.ok(data.every(Number.isFinite), `${parameter} zero: ${name}`);
      }
      assert.equal(valuesOf(outputs, "rejectionRate").length, 1);
    }
  });

  it("lowers the loss when repeated with Adam, and leaves no tensor behind", () => {
    const network = smallNetworks["convolutions"]!;
    const optimizer = parseOptimizer("adam");
    const program = trainingStep({ network, loss: parseLoss("trades_kl"), optimizer, batchSize });
    let state = { ...randomState(network, 2), ...optimizer.initialSlots(network.parameters) };
    assert.deepEqual(Object.keys(program.state).sort(), Object.keys(state).sort());
    const losses: number[] = [];
    const tensorsBefore = tf.memory().numTensors;
    for (let index = 1; index <= 25; index++) {
      const given = {
        ...inputs(network, 3),
        learningRate: host([], [0.01]),
        step: host([], [index]),
      };
      const result = runEagerly(program, state, given);
      state = { ...state, ...result.state };
      losses.push(...valuesOf(result.outputs, "loss"));
    }
    assert.ok(losses.at(-1)! < 0.5 * losses[0]!, losses.join(" "));
    assert.equal(tf.memory().numTensors, tensorsBefore);
  });
});

function parametersOf(network: Network, state: HostTensors): HostTensors {
  return Object.fromEntries(
    Object.entries(state).filter(([name]) => Object.hasOwn(network.parameters, name)),
  );
}

function centralDifference(values: Float64Array, index: number, evaluate: () => number): number {
  const value = values[index]!;
  const width = 1e-6;
  values[index] = value + width;
  const above = evaluate();
  values[index] = value - width;
  const below = evaluate();
  values[index] = value;
  return (above - below) / (2 * width);
}
