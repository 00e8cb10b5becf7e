import assert from "node:assert/strict";
import { interpret } from "../../../src/engine/eager/interpret.js";
import { checkGraph } from "../../../src/engine/graph/check.js";
import type { Graph } from "../../../src/engine/graph/node.js";
import { nodesOf } from "../../../src/engine/graph/node.js";
import { peakMemory } from "../../../src/engine/graph/peakMemory.js";
import { print } from "../../../src/engine/graph/print.js";
import { repeatedSteps } from "../../../src/engine/graph/repeatedSteps.js";
import { partition } from "../../../src/engine/partition/partition.js";
import { rewriteInPasses, tensorflowPasses } from "../../../src/engine/rewrites/index.js";
import { trace } from "../../../src/engine/trace/trace.js";
import { architecture } from "../../../src/gloro/architectures/index.js";
import { parseLoss } from "../../../src/gloro/losses/index.js";
import { buildNetwork } from "../../../src/gloro/network.js";
import { parseOptimizer } from "../../../src/gloro/optimizers/index.js";
import { trainingStep } from "../../../src/gloro/programs/index.js";
import { graphOf } from "../graphOf.js";
import { bytesOf, crossings, placeOf } from "../partition/traffic.js";
import { f32, floats } from "../seededTensors.js";

/** Its entries trade places, and one of them grows by √rate · x; the rate stays. */
const step = graphOf(
  { "state:a": f32(2), "state:b": f32(2), "state:rate": f32(), x: f32(2), unread: f32(3) },
  (build, { "state:a": a, "state:b": b, "state:rate": rate, x }) => {
    const grown = build.node("multiply", [build.node("sqrt", [rate], {}), x], {});
    const sum = build.node("add", [build.node("add", [b, grown], {}), build.scalar(1)], {});
    return {
      "state:a": sum,
      "state:b": a,
      largest: build.node("max", [sum], { axes: [0], keepDims: false }),
      before: a,
    };
  },
);

/** The training step of a published network, batches of `rows`. */
function recordedStep(rows: number): Graph {
  const inputShape = [28, 28, 1];
  const network = buildNetwork({ inputShape, layers: architecture("cnn_2C2F", inputShape, 10) });
  const loss = parseLoss("sparse_trades_kl");
  const optimizer = parseOptimizer("adam");
  const program = trainingStep({ network, loss, optimizer, batchSize: rows });
  return rewriteInPasses(trace(program), tensorflowPasses);
}

describe("repeatedSteps", () => {
  it("takes one step after the other, each with its part of the blocks", () => {
    const twice = repeatedSteps(step, 2);
    checkGraph(twice);
    assert.equal(
      print(twice),
      [
        "f(%state:a:f32[2], %state:b:f32[2], %state:rate:f32[], %x:f32[2,2], %unread:f32[2,3])",
        "  %0:f32[] = sqrt %state:rate",
        '  %1:f32[1,2] = slice %x {"begin":[0,0],"size":[1,2]}',
        '  %2:f32[2] = reshape %1 {"shape":[2]}',
        "  %3:f32[2] = multiply %0 %2",
        "  %4:f32[2] = add %state:b %3",
        "  %5:f32[] = fill 1",
        "  %6:f32[2] = add %4 %5",
        '  %7:f32[] = max %6 {"axes":[0],"keepDims":false}',
        '  %8:f32[1] = reshape %7 {"shape":[1]}',
        '  %9:f32[1,2] = slice %x {"begin":[1,0],"size":[1,2]}',
        '  %10:f32[2] = reshape %9 {"shape":[2]}',
        "  %11:f32[2] = multiply %0 %10",
        "  %12:f32[2] = add %state:a %11",
        "  %13:f32[2] = add %12 %5",
        '  %14:f32[] = max %13 {"axes":[0],"keepDims":false}',
        '  %15:f32[1] = reshape %14 {"shape":[1]}',
        '  %16:f32[2] = concat %8 %15 {"axis":0}',
        '  %17:f32[1,2] = reshape %state:a {"shape":[1,2]}',
        '  %18:f32[1,2] = reshape %6 {"shape":[1,2]}',
        '  %19:f32[2,2] = concat %17 %18 {"axis":0}',
        "  return largest=%16 before=%19 state:a=%13 state:b=%6",
      ].join("\n"),
    );
  });

  it("gives what the steps give", () => {
    const given = interpret(repeatedSteps(step, 3), {
      "state:a": floats([2], [10, 20]),
      "state:b": floats([2], [1, 2]),
      "state:rate": floats([], [4]),
      x: floats([3, 2], [1, 2, 3, 4, 5, 6]),
      unread: floats([3, 3], Array<number>(9).fill(0)),
    });
    // a: 1 + 2·1 + 1, then 10 + 2·3 + 1, then 4 + 2·5 + 1.
    assert.deepEqual(Array.from(given["state:a"]!.data), [15, 20]);
    assert.deepEqual(Array.from(given["state:b"]!.data), [17, 29]);
    assert.deepEqual(Array.from(given["largest"]!.data), [7, 29, 20]);
    assert.deepEqual(Array.from(given["before"]!.data), [10, 20, 4, 7, 17, 29]);
  });

  it("is the same graph over blocks of one for one step, and leaves the step alone", () => {
    const before = print(step);
    const once = repeatedSteps(step, 1);
    assert.equal(nodesOf(once).length, nodesOf(step).length + 6, "cut, stacked and of the block");
    assert.equal(print(step), before);
  });

  it("holds the values of one step at a time, but for the blocks", () => {
    const rows = 64;
    const single = recordedStep(rows);
    const [one, eight] = [1, 8].map((count) => repeatedSteps(single, count));
    const sizes = eight!.inputs.map(bytesOf);
    // Its state is there beside that of the first step.
    const room = sizes.reduce((sum, bytes) => sum + bytes, 0);
    assert.ok(peakMemory(eight!) < peakMemory(one!) + room, `${peakMemory(eight!)} bytes`);
  });

  it("keeps each node on its device, and sends each row of a block to one", () => {
    const devices = 2;
    const divided = partition(recordedStep(8), devices);
    const [one, three] = [divided, repeatedSteps(divided, 3)];
    checkGraph(three);
    const countOn = (graph: Graph, device: number): number =>
      nodesOf(graph).filter(
        (node) => node.operation === "conv2d" && placeOf(graph, node) === device,
      ).length;
    for (let device = 0; device < devices; device++)
      assert.equal(countOn(three, device), 3 * countOn(one, device), `device ${device}`);
    const fed = (graph: Graph): number =>
      crossings(graph)
        .filter(({ from }) => from === "host")
        .reduce((sum, { bytes }) => sum + bytes, 0);
    assert.equal(fed(three), 3 * fed(one));
  });
});
