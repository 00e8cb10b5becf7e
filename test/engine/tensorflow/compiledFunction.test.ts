import { interpret } from "../../../src/engine/eager/interpret.js";
import type { Graph } from "../../../src/engine/graph/node.js";
import { GraphBuilder } from "../../../src/engine/graph/builder.js";
import { print } from "../../../src/engine/graph/print.js";
import { callCompiled } from "../../../src/engine/tensorflow/compiledFunction.js";
import { GraphDefWriter, shaped, type } from "../../../src/engine/tensorflow/graphDefWriter.js";
import { encodeSavedModel } from "../../../src/engine/tensorflow/messages.js";
import { Session } from "../../../src/engine/tensorflow/session.js";
import { statePrefix } from "../../../src/engine/graph/node.js";
import assert from "node:assert/strict";
import { assertSameTensors } from "../assertSame.js";
import { inputSpecs } from "../graphOf.js";
import { hasTensorflow } from "../installedEngines.js";
import { everyOperation } from "../operationCases.js";
import { f32, floats, seededTensors } from "../seededTensors.js";
import { installedBinding, runTensorflow } from "./runTensorflow.js";

/** The graph as one that trains: it makes state of images too, which nothing else reads. */
function training(graph: Graph): Graph {
  const images = new GraphBuilder().input("images", f32(2, 2));
  return {
    name: "training",
    inputs: [...graph.inputs, images],
    outputs: new Map([...graph.outputs, [`${statePrefix}kept`, images]]),
  };
}

if (hasTensorflow)
  describe("callCompiled", function () {
    this.timeout(60_000);

    it("names the value of each operation as TensorFlow does", () => {
      for (const [operation, cases] of everyOperation) {
        // Passes replace the first two; the cases of convolutions have channels first.
        if (/^minMax|^conv2d/.test(operation)) continue;
        const { graph } = cases[0]!;
        const inputs = seededTensors(inputSpecs(graph), 1);
        const actual = runTensorflow(
          training(graph),
          { ...inputs, images: floats([2, 2], [1, 2, 3, 4]) },
          { xla: true },
        );
        assertSameTensors(actual, interpret(graph, inputs), print(graph));
      }
    });

    it("has XLA compile all of it, or refuses", () => {
      const run = (op: "Neg" | "Copy"): number => {
        const write = new GraphDefWriter();
        // Fed: TensorFlow would compute a call of constants in advance.
        const x = write.emit("Placeholder", [], { dtype: type("float32"), shape: shaped([]) });
        const body = new GraphDefWriter();
        const y = body.emit(op, ["argument0"], { T: type("float32") });
        const [value = ""] = callCompiled(write, {
          given: [{ name: x, dtype: "float32" }],
          body: body.nodes,
          results: [{ name: y, dtype: "float32" }],
        });
        write.emit("Identity", [value], { T: type("float32") }, "result");
        const session = new Session(
          installedBinding(),
          encodeSavedModel(write.nodes, write.functions),
        );
        try {
          return session.run(new Map([[x, floats([], [2])]]), ["result"])[0]!.data[0]!;
        } finally {
          session.close();
        }
      };
      assert.equal(run("Neg"), -2);
      // TensorFlow's CPU has a kernel for it, XLA has none.
      assert.throws(() => run("Copy"), { name: "TensorflowError", message: /Copy/ });
    });
  });
