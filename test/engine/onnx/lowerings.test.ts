import assert from "node:assert/strict";
import { interpret } from "../../../src/engine/eager/interpret.js";
import { print } from "../../../src/engine/graph/print.js";
import type { Graph } from "../../../src/engine/graph/node.js";
import type { Operation } from "../../../src/engine/graph/operations.js";
import { lowerToOnnx } from "../../../src/engine/onnx/lower.js";
import { assertSameTensors } from "../assertSame.js";
import { everyOperation } from "../operationCases.js";
import { cpu, webgpu } from "../../../src/engine/onnx/provider.js";
import { testsWebgpu } from "../softwareGpu.js";
import { runOnnx } from "./runOnnx.js";

/** Of the sizes of convolutions those that were chosen come first; a GPU in software takes too long for all. */
const chosenSizes = 17;

/** Operations that a pass replaces before lowering. */
const replaced: ReadonlySet<Operation> = new Set([
  "conv2dFilterGradient",
  "minMax",
  "minMaxGradient",
]);

for (const provider of testsWebgpu ? [cpu, webgpu] : [cpu])
  describe(`lowerings to ${provider.name}`, function () {
    // A GPU in software compiles for most of a second before it computes.
    this.timeout(300_000);

    for (const [operation, cases] of everyOperation)
      if (replaced.has(operation))
        it(`refuse ${operation}, which a pass replaces`, () => {
          for (const { graph } of cases)
            assert.throws(
              () => lowerToOnnx(graph, provider.lowerings),
              new RegExp(`"${operation}" must be rewritten`),
            );
        });
      else
        it(`compute ${operation} as TF.js does`, async () => {
          const most = provider === webgpu ? chosenSizes : undefined;
          for (const { graph, inputs } of cases.slice(0, most)) {
            // Nothing is computed of a flag alone, and a GPU has no flags in its memory.
            if (provider === webgpu && copiesAFlag(graph)) continue;
            const found = await runOnnx(graph, inputs, provider);
            assertSameTensors(found, interpret(graph, inputs), print(graph));
          }
        });
  });

const copiesAFlag = ({ outputs }: Graph): boolean =>
  [...outputs.values()].some(({ operation, dtype }) => operation === "input" && dtype === "bool");
