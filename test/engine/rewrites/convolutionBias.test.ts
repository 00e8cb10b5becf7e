import assert from "node:assert/strict";
import { rewrite } from "../../../src/engine/graph/rewrite.js";
import { print } from "../../../src/engine/graph/print.js";
import type { Layout } from "../../../src/engine/graph/operations.js";
import { convolutionBias } from "../../../src/engine/rewrites/convolutionBias.js";
import { assertSameFunction } from "../assertSame.js";
import { graphOf } from "../graphOf.js";
import { f32 } from "../seededTensors.js";

const attributes = { strides: [1, 1], padding: [0, 0, 0, 0], dilations: [1, 1] } as const;

/** A convolution to `[2, channels, 4, 4]` (or channels last) plus a value of shape `bias`. */
function withBias(layout: Layout, channels: number, bias: readonly number[]) {
  const [x, filter] =
    layout === "nchw"
      ? [f32(2, 3, 5, 5), f32(channels, 3, 2, 2)]
      : [f32(2, 5, 5, 3), f32(2, 2, 3, channels)];
  return graphOf({ x, filter, bias: f32(...bias) }, (build, nodes) => {
    const y = build.node("conv2d", [nodes.x, nodes.filter], { ...attributes, layout });
    return { y: build.node("add", [y, nodes.bias], {}) };
  });
}

describe("convolutionBias", () => {
  it("reads a value a channel inside the convolution", () => {
    const before = withBias("nchw", 4, [1, 4, 1, 1]);
    const after = rewrite(before, [convolutionBias]);
    assert.equal(
      print(after),
      [
        "f(%x:f32[2,3,5,5], %filter:f32[4,3,2,2], %bias:f32[1,4,1,1])",
        '  %0:f32[4] = reshape %bias {"shape":[4]}',
        '  %1:f32[2,4,4,4] = conv2d %x %filter %0 {"strides":[1,1],"padding":[0,0,0,0],"dilations":[1,1],"layout":"nchw"}',
        "  return y=%1",
      ].join("\n"),
    );
    assertSameFunction(after, before, "bias");
  });

  it("keeps every sum that is not one value a channel", () => {
    const others = [
      [4],
      [4, 1],
      [1, 4, 1],
      [1, 1, 4],
      [2, 4, 1, 1],
      [1, 4, 4, 1],
      [1, 1, 4, 4],
      [],
    ];
    for (const bias of others) {
      const before = withBias("nchw", 4, bias);
      const after = rewrite(before, [convolutionBias]);
      assert.equal(print(after), print(before), `bias [${bias.join()}]`);
    }
    const last = withBias("nhwc", 4, [4]);
    assert.equal(print(rewrite(last, [convolutionBias])), print(last));
  });

  it("is right for one channel and for two biases", () => {
    for (const bias of [
      [1, 1, 1, 1],
      [1, 1, 1],
    ]) {
      const before = withBias("nchw", 1, bias);
      assertSameFunction(rewrite(before, [convolutionBias]), before, `bias [${bias.join()}]`);
    }
    const twice = graphOf(
      { x: f32(1, 2, 3, 3), filter: f32(3, 2, 1, 1), a: f32(3, 1, 1), b: f32(1, 3, 1, 1) },
      (build, { x, filter, a, b }) => {
        const y = build.node("conv2d", [x, filter], { ...attributes, layout: "nchw" });
        return { y: build.node("add", [build.node("add", [y, a], {}), b], {}) };
      },
    );
    assertSameFunction(rewrite(twice, [convolutionBias]), twice, "two biases");
  });
});
