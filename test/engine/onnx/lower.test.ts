import assert from "node:assert/strict";
import { lowerToOnnx } from "../../../src/engine/onnx/lower.js";
import { assertSameTensors } from "../assertSame.js";
import { convolutionCases, convolutionGraph } from "../convolutionCases.js";
import { graphOf } from "../graphOf.js";
import { f32, floats } from "../seededTensors.js";
import { runOnnx } from "./runOnnx.js";

describe("lowerToOnnx", () => {
  it("leaves out the inputs that no output depends on", () => {
    const graph = graphOf({ x: f32(2), unread: f32(3) }, (build, { x }) => ({
      y: build.node("negate", [x], {}),
    }));
    assert.deepEqual(lowerToOnnx(graph).inputs, ["x"]);
  });

  it("gives each output its own value, also inputs, constants and one value twice", async () => {
    const graph = graphOf({ "state:w": f32(2) }, (build, nodes) => {
      const next = build.node("negate", [nodes["state:w"]], {});
      return { "state:w": next, before: nodes["state:w"], again: next, one: build.scalar(1) };
    });
    const outputs = await runOnnx(graph, { "state:w": floats([2], [1, 2]) });
    assertSameTensors(
      outputs,
      {
        "state:w": floats([2], [-1, -2]),
        before: floats([2], [1, 2]),
        again: floats([2], [-1, -2]),
        one: floats([], [1]),
      },
      "outputs",
      0,
    );
    const buffers = Object.values(outputs).map(({ data }) => data.buffer);
    assert.equal(new Set(buffers).size, buffers.length);
  });

  it("refuses a convolution that the layout pass has not seen", () => {
    const [sizes] = convolutionCases(0, 0);
    assert.throws(() => lowerToOnnx(convolutionGraph("conv2d", sizes!, "nhwc")), /layout pass/);
  });

  it("writes the same bytes for the same graph", () => {
    const make = () =>
      graphOf({ x: f32(2, 2) }, (build, { x }) => ({
        y: build.node("add", [x, build.floats([2], Float32Array.of(1, 2))], {}),
      }));
    assert.deepEqual(lowerToOnnx(make()).bytes, lowerToOnnx(make()).bytes);
  });
});
