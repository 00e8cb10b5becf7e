import assert from "node:assert/strict";
import { attackObjectives } from "../../../src/gloro/attacks/objectives.js";
import type { AttackObjective } from "../../../src/gloro/attacks/objectives.js";
import { attackStep } from "../../../src/gloro/programs/index.js";
import type { HostTensors } from "../../../src/gloro/program.js";
import { assertClose } from "../close.js";
import { host, runEagerly, valuesOf } from "../eager.js";
import { smallNetworks } from "../networks.js";
import { randomValues, sizeOf } from "../random.js";
import { example, referenceForward } from "../reference.js";
import { float64, randomState } from "../state.js";

const batchSize = 3;
const top = [
  [0, 1, 0],
  [1, 0, 0],
  [1, 1, 0],
];
const rivals = [
  [1, 0, 1],
  [0, 0, 1],
  [0, 0, 1],
];

const extreme: Record<AttackObjective, (values: number[]) => number> = {
  margin: (values) => Math.max(...values),
  crossentropy: (values) => Math.log(values.reduce((sum, value) => sum + Math.exp(value), 0)),
};

const chosen = (logits: number[], mask: number[]) => logits.filter((_, i) => mask[i] === 1);

/** The masks, widened to `classes` by classes that take no part. */
const widened = (masks: number[][], classes: number) =>
  masks.flatMap((mask) => Array.from({ length: classes }, (_, i) => mask[i] ?? 0));

function inputsFor(network: (typeof smallNetworks)[string], changes: HostTensors = {}) {
  const shape = [batchSize, ...network.inputShape];
  const images = host(shape, randomValues(sizeOf(shape), 5));
  return {
    start: images,
    images,
    radii: host([batchSize], Array(batchSize).fill(1e6)),
    stepSizes: host([batchSize], Array(batchSize).fill(1)),
    top: host([batchSize, network.classes], widened(top, network.classes)),
    rivals: host([batchSize, network.classes], widened(rivals, network.classes)),
    ...changes,
  };
}

describe("attackStep", () => {
  for (const [name, network] of Object.entries(smallNetworks))
    for (const objective of attackObjectives)
      it(`goes along the gradient of ${objective}: ${name}`, () => {
        const state = randomState(network, 4);
        const reference = float64(state);
        const inputs = inputsFor(network);
        const { outputs } = runEagerly(
          attackStep({ network, objective, batchSize }),
          state,
          inputs,
        );
        for (let row = 0; row < batchSize; row++) {
          const x = example(network, inputs.images.data, row);
          const value = (at: number[]) => {
            const y = referenceForward(network, reference, at);
            const trailing = extreme[objective](chosen(y, top[row]!).map((each) => -each));
            return extreme[objective](chosen(y, rivals[row]!)) + trailing;
          };
          const h = 1e-6;
          const gradient = x.map((_, i) => {
            const at = (by: number) => value(x.map((each, k) => (k === i ? each + by : each)));
            return (at(h) - at(-h)) / (2 * h);
          });
          const slope = Math.hypot(...gradient);
          const what = `row ${row}`;
          assertClose([valuesOf(outputs, "objective")[row]!], [value(x)], 1e-5, what);
          assertClose([valuesOf(outputs, "slope")[row]!], [slope], 1e-4, what);
          const moved = example(network, outputs["images"]!.data, row);
          assertClose(
            moved.map((each, i) => each - x[i]!),
            gradient.map((each) => each / slope),
            1e-4,
            what,
          );
        }
      });

  it("comes back into the ball, and into the range", () => {
    const network = smallNetworks["dense"]!;
    const start = host([batchSize, 7], Array(batchSize * 7).fill(0.99));
    const inputs = inputsFor(network, {
      start,
      images: start,
      radii: host([batchSize], [0.5, 0.01, 0]),
    });
    const state = randomState(network, 4);
    const range = [0, 1] as const;
    const step = { network, objective: "margin", batchSize } as const;
    const free = runEagerly(attackStep(step), state, inputs).outputs;
    const clipped = runEagerly(attackStep({ ...step, range }), state, inputs).outputs;
    const distances = (outputs: HostTensors) =>
      Array.from({ length: batchSize }, (_, row) =>
        Math.hypot(
          ...example(network, outputs["images"]!.data, row).map((each) => each - Math.fround(0.99)),
        ),
      );
    assertClose(distances(free), [0.5, 0.01, 0], 1e-6, "on the sphere");
    assert.ok(valuesOf(free, "images").some((value) => value > 1));
    assert.ok(valuesOf(clipped, "images").every((value) => value <= 1));
    assert.ok(distances(clipped)[0]! < 0.5);
    assertClose(
      valuesOf(clipped, "images"),
      valuesOf(free, "images").map((value) => Math.min(1, value)),
      0,
      "clipped",
    );
  });

  it("stays where nothing changes the logits", () => {
    const network = smallNetworks["headOnly"]!;
    const still = { "dense_1/kernel": host([5, 3], Array(15).fill(0)) };
    const state = { ...randomState(network, 1), ...still };
    const inputs = inputsFor(network);
    const program = attackStep({ network, objective: "crossentropy", batchSize });
    const { outputs } = runEagerly(program, state, inputs);
    assert.deepEqual(valuesOf(outputs, "slope"), [0, 0, 0]);
    assert.deepEqual(valuesOf(outputs, "images"), Array.from(inputs.images.data));
  });
});
