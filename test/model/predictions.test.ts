import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import type { Batch } from "../../src/data/dataSet.js";
import type { HostTensors } from "../../src/gloro/program.js";
import { unhandledRejections } from "../unhandledRejections.js";
import { predict } from "../../src/model/predictions.js";
import type { PredictOptions } from "../../src/model/predictions.js";

const [count, rows] = [7, 2];

/** Batches whose images are their examples' numbers, as their labels are; the last is padded. */
function* numbered(): Generator<Batch> {
  for (let first = 0; first < count; first += rows) {
    const own = Math.min(rows, count - first);
    const numbers = [first, own > 1 ? first + 1 : 0];
    yield {
      count: own,
      images: Float32Array.from(numbers),
      labels: Int32Array.from(numbers),
      weights: Float32Array.of(1, own > 1 ? 1 : 0),
    };
  }
}

/** What a program would say of them: the number of each is its prediction, radius, loss and logit. */
function outputsOf({ images }: HostTensors): HostTensors {
  const floats = (data: ArrayLike<number>, ...shape: number[]): HostTensors[string] => ({
    shape,
    dtype: "float32",
    data: Float32Array.from(data),
  });
  const numbers = Array.from(images!.data);
  return {
    prediction: { shape: [rows], dtype: "int32", data: Int32Array.from(numbers) },
    radius: floats(numbers, rows),
    loss: floats(numbers, rows),
    logits: floats(numbers, rows, 1),
    "metric/odd": floats(
      numbers.map((number) => number % 2),
      rows,
    ),
    lipschitz: floats([2, 3], 2),
    subLipschitz: floats([6]),
  };
}

const options = (own: Pick<PredictOptions, "run" | "batchesAtOnce">): PredictOptions => ({
  ...own,
  inputShape: [1],
  classes: 1,
  batches: numbered(),
  count,
  metrics: ["metric/odd"],
  epsilon: 0.1,
  lambda: 0,
  beforeBatch: () => Promise.resolve(),
});

describe("predict", () => {
  it("keeps the order of examples, whichever batch ends first", async () => {
    let [underWay, most] = [0, 0];
    const run = async (inputs: HostTensors): Promise<HostTensors> => {
      most = Math.max(most, ++underWay);
      await setTimeout(inputs["images"]!.data[0] === 0 ? 20 : 1);
      underWay -= 1;
      return outputsOf(inputs);
    };
    const found = await predict(options({ run, batchesAtOnce: 3 }));
    const numbers = Array.from({ length: count }, (_, index) => index);
    assert.equal(most, 3);
    for (const key of ["labels", "predictions", "radii", "losses", "logits"] as const)
      assert.deepEqual(Array.from(found[key]), numbers, key);
    assert.deepEqual(found.rates, { "metric/odd": 3 / 7 });
    assert.deepEqual([found.lipschitz, found.subLipschitz], [[2, 3], 6]);
  });

  for (const firstToEnd of [0, 1])
    it(`fails with the first batch where both fail, batch ${firstToEnd} sooner, and begins no other`, async () => {
      let begun = 0;
      const run = async (inputs: HostTensors): Promise<HostTensors> => {
        begun += 1;
        const batch = inputs["images"]!.data[0]! / rows;
        await setTimeout(batch === firstToEnd ? 1 : 20);
        throw new Error(`batch ${batch} failed`);
      };
      const unheard = await unhandledRejections(() =>
        assert.rejects(predict(options({ run, batchesAtOnce: 2 })), /batch 0 failed/),
      );
      assert.equal(begun, 2);
      assert.deepEqual(unheard, []);
    });
});
