import assert from "node:assert/strict";
import { interpret } from "../../../src/engine/eager/interpret.js";
import type { Graph } from "../../../src/engine/graph/node.js";
import { print } from "../../../src/engine/graph/print.js";
import type { Operation } from "../../../src/engine/graph/operations.js";
import { lowerToTensorflow } from "../../../src/engine/tensorflow/lower.js";
import { assertSameTensors } from "../assertSame.js";
import {
  convolutionCases,
  convolutionGraph,
  convolutionKinds,
  describeCase,
} from "../convolutionCases.js";
import { graphOf, inputSpecs } from "../graphOf.js";
import { hasTensorflow } from "../installedEngines.js";
import { everyOperation } from "../operationCases.js";
import { f32, seededTensors } from "../seededTensors.js";
import { runTensorflow } from "./runTensorflow.js";

/** Operations that a pass replaces before lowering. */
const replaced: ReadonlySet<Operation> = new Set(["minMax", "minMaxGradient"]);
/** Their cases have channels first. */
const convolutions: ReadonlySet<Operation> = new Set(convolutionKinds);

function assertLowered(graph: Graph, what: string, seed = 1): void {
  const inputs = seededTensors(inputSpecs(graph), seed);
  assertSameTensors(runTensorflow(graph, inputs), interpret(graph, inputs), what);
}

describe("TensorFlow's lowerings", () => {
  for (const [operation, cases] of everyOperation)
    if (replaced.has(operation) || convolutions.has(operation))
      it(`refuse ${operation} ${replaced.has(operation) ? "unrewritten" : "with channels first"}`, () => {
        for (const { graph } of cases)
          assert.throws(
            () => lowerToTensorflow([graph], {}),
            replaced.has(operation) ? /must be rewritten/ : /channels-last/,
          );
      });
    else if (hasTensorflow)
      it(`compute ${operation} as TF.js does`, () => {
        for (const { graph, inputs } of cases)
          assertSameTensors(runTensorflow(graph, inputs), interpret(graph, inputs), print(graph));
      });

  if (!hasTensorflow) return;

  for (const kind of convolutionKinds)
    it(`compute ${kind} with channels last as TF.js does`, () => {
      for (const sizes of convolutionCases(20, 7))
        assertLowered(convolutionGraph(kind, sizes, "nhwc"), describeCase(sizes), 2);
    });

  it("compute a convolution in blocks as TF.js does", () => {
    for (const stride of [1, 2]) {
      const graph = graphOf({ x: f32(2, 7, 6, 12), filter: f32(3, 4, 12, 5) }, (build, nodes) => ({
        y: build.node("conv2d", [nodes.x, nodes.filter], {
          layout: "nhwc",
          strides: [stride, stride],
          padding: [1, 1, 1, 2],
          dilations: [1, 1],
          blocks: 3,
        }),
      }));
      assertLowered(graph, `stride ${stride}`);
    }
  });

  it("compute a dilated convolution with a bias as TF.js does", () => {
    const graph = graphOf(
      { x: f32(2, 9, 8, 3), filter: f32(2, 3, 3, 4), bias: f32(4) },
      (build, { x, filter, bias }) => ({
        y: build.node("conv2d", [x, filter, bias], {
          layout: "nhwc",
          strides: [1, 1],
          padding: [1, 0, 2, 1],
          dilations: [3, 2],
        }),
      }),
    );
    assertLowered(graph, "dilated, biased");
  });
});
