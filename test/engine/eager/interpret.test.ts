import { interpret } from "../../../src/engine/eager/interpret.js";
import {
  convolutionCases,
  convolutionGraph,
  convolutionKinds,
  describeCase,
} from "../convolutionCases.js";
import { assertSameTensors } from "../assertSame.js";
import { inputSpecs } from "../graphOf.js";
import { naiveConvolution } from "../naiveConvolution.js";
import { floats, seededTensors } from "../seededTensors.js";

describe("interpret", () => {
  for (const kind of convolutionKinds)
    for (const layout of ["nhwc", "nchw"] as const)
      it(`computes ${kind} in ${layout} as its definition in Float64 does`, () => {
        for (const sizes of convolutionCases(40, 5)) {
          const graph = convolutionGraph(kind, sizes, layout);
          const inputs = seededTensors(inputSpecs(graph), 2);
          const expected = naiveConvolution(kind, sizes, layout, inputs);
          assertSameTensors(
            interpret(graph, inputs),
            { y: floats(graph.outputs.get("y")!.shape, expected) },
            describeCase(sizes),
          );
        }
      });
});
