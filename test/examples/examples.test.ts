import assert from "node:assert/strict";
import { run as customLayer } from "../../examples/customLayer.js";
import { run as readme } from "../../examples/readme.js";
import { run as relaxedRobustness } from "../../examples/relaxedRobustness.js";
import { run as resnet } from "../../examples/resnet.js";
import { run as transfer } from "../../examples/transfer.js";

describe("the examples", () => {
  it("readme.ts trains, certifies, and certifies more at a smaller ε", async () => {
    const result = await readme(8);
    assert.equal(result.history["vra"]!.length, 8);
    assert.ok(result.history["loss"]!.every(Number.isFinite));
    assert.ok(result.atSmallRadius["vra"]! >= result.atTrainingRadius["vra"]!);
    assert.ok(result.atSmallRadius["vra"]! > 0.6);
    assert.deepEqual(
      [0, 4, 8].map((i) => result.lipschitzConstant.data[i]),
      [-1, -1, -1],
    );
    assert.deepEqual(
      [result.logits.shape, result.outputs.shape],
      [
        [150, 3],
        [150, 4],
      ],
    );
    const firstLogits = Array.from(result.logits.data.subarray(0, 3));
    const firstOutputs = Array.from(result.outputs.data.subarray(0, 3));
    for (const [i, logit] of firstLogits.entries())
      assert.ok(Math.abs(logit - firstOutputs[i]!) < 1e-5);
  });

  it("customLayer.ts trains the layer, and its gain is that of the weights", async () => {
    const { gains, factors, evaluation } = await customLayer(10);
    const largest = Math.max(...Array.from(factors!.data, (factor) => Math.abs(1 + factor)));
    assert.ok(Math.abs(gains["scale"]! - largest) < 1e-6);
    assert.notEqual(largest, 1, "it was trained");
    assert.ok(evaluation["vra"]! > 0.6);
  });

  it("relaxedRobustness.ts guarantees pairs where no single class is", async () => {
    const { relaxed, strict, guarantee, radii } = await relaxedRobustness(12);
    assert.ok(relaxed["rtk_vra"]! > 0.9);
    assert.ok(strict["vra"]! < 0.84, "a class of two that nothing tells apart");
    for (const [i, k] of guarantee.data.entries())
      assert.equal(k === 2, radii.data[2 * i + 1]! > 0.2, `point ${i}`);
    assert.ok(guarantee.data.includes(2));
  });

  it("resnet.ts bounds each block by the sum of its branches", async () => {
    const { gains, subLipschitz, evaluation } = await resnet(10);
    const block = (name: string) => gains[`${name}_1`]! * gains[`${name}_2`]! + 1;
    const expected = gains["stem"]! * block("first") * block("second");
    assert.ok(Math.abs(subLipschitz / expected - 1) < 1e-5);
    assert.ok(evaluation["vra"]! > 0.6);
  });

  it("transfer.ts goes on from a model's weights", async () => {
    const { before, after } = await transfer(10);
    assert.ok(after["loss"]! < before["loss"]!);
    assert.ok(after["vra"]! > 0.6);
  });
});
