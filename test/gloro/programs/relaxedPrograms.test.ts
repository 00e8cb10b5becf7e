import assert from "node:assert/strict";
import { parseLoss } from "../../../src/gloro/losses/index.js";
import { parseOptimizer } from "../../../src/gloro/optimizers/index.js";
import type { HostTensors } from "../../../src/gloro/program.js";
import { evaluationStep, trainingStep } from "../../../src/gloro/programs/index.js";
import type { RelaxationConfig } from "../../../src/gloro/relaxations/index.js";
import { assertClose } from "../close.js";
import { host, hostIntegers, runEagerly, valuesOf } from "../eager.js";
import { smallNetworks } from "../networks.js";
import { randomValues } from "../random.js";
import { example, referenceConstants, referenceForward } from "../reference.js";
import { referenceLosses } from "../referenceLosses.js";
import { referenceRelaxed } from "../relaxedReference.js";
import { float64, randomState } from "../state.js";

const network = smallNetworks["dense"]!;
const batchSize = 12;
const epsilon = 0.2;
const lambda = 1.5;
const labels = Array.from({ length: batchSize }, (_, n) => n % network.classes);
const real = Array.from(labels.keys()).slice(0, -1);
const loss = parseLoss("trades_kl");

const relaxations: readonly RelaxationConfig[] = [
  { kind: "rtk", k: 2 },
  { kind: "affinity", sets: "[0,3][2]" },
];

const inputs: HostTensors = {
  images: host(
    [batchSize, 7],
    randomValues(batchSize * 7, 4).map((value) => 4 * value),
  ),
  labels: hostIntegers([batchSize], labels),
  weights: host(
    [batchSize],
    labels.map((_, n) => (n < real.length ? 1 : 0)),
  ),
  epsilon: host([], [epsilon]),
  lambda: host([], [lambda]),
  learningRate: host([], [64]),
  step: host([], [1]),
};

/** What the relaxed net answers to each example of the inputs, in Float64. */
function referencePoints(state: HostTensors, relaxation: RelaxationConfig) {
  const values = float64(state);
  const constants = referenceConstants(network, values);
  return labels.map((label, n) => {
    const y = referenceForward(network, values, example(network, inputs["images"]!.data, n));
    const { margins, radii, bottom } = referenceRelaxed(y, constants, epsilon, relaxation);
    return {
      margins,
      radii,
      rank: y.filter((value) => value > y[label]!).length + 1,
      loss: referenceLosses.trades_kl({ y, bottom, gains: [], label, lambda }),
    };
  });
}

describe("the programs of a relaxed net", () => {
  for (const relaxation of relaxations) {
    const name = JSON.stringify(relaxation);

    it(`evaluate as naive Float64 loops do: ${name}`, () => {
      const state = randomState(network, 1);
      const program = evaluationStep({ network, loss, batchSize, relaxation });
      const given = Object.keys(program.inputs).map((key) => [key, inputs[key]!] as const);
      const { outputs } = runEagerly(program, state, Object.fromEntries(given));
      const expected = referencePoints(state, relaxation);
      assert.deepEqual(outputs["radii"]!.shape, [batchSize, 2]);
      assertClose(
        valuesOf(outputs, "radii"),
        expected.flatMap(({ radii }) => radii),
        1e-5,
        "radii",
      );
      assert.deepEqual(
        valuesOf(outputs, "labelRank"),
        expected.map(({ rank }) => rank),
      );
      assertClose(
        valuesOf(outputs, "loss"),
        expected.map((point) => point.loss),
        1e-5,
        "loss",
      );
    });

    it(`train with its loss, and report its VRA and how often it answers ⊥: ${name}`, () => {
      const state = randomState(network, 1);
      const optimizer = parseOptimizer("sgd");
      const program = trainingStep({ network, loss, optimizer, batchSize, relaxation });
      const { outputs, state: next } = runEagerly(program, state, inputs);
      // The norms are those of the iterates as the step left them, under the old weights.
      const iterates = Object.keys(network.iterates).map((key) => [key, next[key]!] as const);
      const points = referencePoints({ ...state, ...Object.fromEntries(iterates) }, relaxation);
      const rate = (holds: (point: (typeof points)[number]) => boolean) =>
        real.filter((n) => holds(points[n]!)).length / real.length;
      const sum = real.reduce((total, n) => total + points[n]!.loss, 0);
      const [vra, rejectionRate] = [
        rate(({ margins, rank }) => margins.some((margin, k) => margin > 0 && rank <= k + 1)),
        rate(({ margins }) => Math.max(...margins) <= 0),
      ];
      assertClose(
        ["loss", "cleanAccuracy", "vra", "rejectionRate"].flatMap((key) => valuesOf(outputs, key)),
        [sum / real.length, rate(({ rank }) => rank === 1), vra, rejectionRate],
        1e-5,
        "outputs",
      );
      assert.ok(
        vra > 0 && rejectionRate > 0 && vra + rejectionRate < 1,
        `each answer occurs: ${vra}, ${rejectionRate}`,
      );
    });
  }

  it("are those of a plain net for k = 1", () => {
    const state = randomState(network, 1);
    const optimizer = parseOptimizer("sgd");
    const run = (relaxation?: RelaxationConfig) =>
      runEagerly(trainingStep({ network, loss, optimizer, batchSize, relaxation }), state, inputs);
    const [plain, relaxed] = [run(), run({ kind: "rtk", k: 1 })];
    for (const name of Object.keys(plain.state))
      assertClose(valuesOf(relaxed.state, name), valuesOf(plain.state, name), 1e-4, name);
    for (const name of Object.keys(plain.outputs))
      assertClose(valuesOf(relaxed.outputs, name), valuesOf(plain.outputs, name), 1e-5, name);
  });

  it("refuse a relaxation that does not fit the classes", () => {
    const program = evaluationStep({ network, loss, batchSize, relaxation: { kind: "rtk", k: 4 } });
    assert.throws(() => runEagerly(program, randomState(network, 1), inputs), {
      name: "GloroError",
      message: /from 1 to 3/,
    });
  });
});
