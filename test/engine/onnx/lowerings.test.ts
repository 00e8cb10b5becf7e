import assert from "node:assert/strict";
import { interpret } from "../../../src/engine/eager/interpret.js";
import { print } from "../../../src/engine/graph/print.js";
import type { Operation } from "../../../src/engine/graph/operations.js";
import { lowerToOnnx } from "../../../src/engine/onnx/lower.js";
import { assertSameTensors } from "../assertSame.js";
import { everyOperation } from "../operationCases.js";
import { runOnnx } from "./runOnnx.js";

/** Operations that a pass replaces before lowering. */
const replaced: ReadonlySet<Operation> = new Set([
  "conv2dFilterGradient",
  "minMax",
  "minMaxGradient",
]);

describe("lowerings", () => {
  for (const [operation, cases] of everyOperation)
    if (replaced.has(operation))
      it(`refuse ${operation}, which a pass replaces`, () => {
        for (const { graph } of cases)
          assert.throws(() => lowerToOnnx(graph), new RegExp(`"${operation}" must be rewritten`));
      });
    else
      it(`compute ${operation} as TF.js does`, async () => {
        for (const { graph, inputs } of cases)
          assertSameTensors(await runOnnx(graph, inputs), interpret(graph, inputs), print(graph));
      });
});
