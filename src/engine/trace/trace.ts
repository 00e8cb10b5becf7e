import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import type { Program, Tensors, TensorSpecs } from "../../gloro/program.js";
import { freeingTensors } from "../eager/hostTensor.js";
import { GraphBuilder } from "../graph/builder.js";
import { checkGraph } from "../graph/check.js";
import type { Graph, NodeOf } from "../graph/node.js";
import { sameShape, statePrefix } from "../graph/node.js";
import { printType } from "../graph/print.js";
import { NoLoweringError } from "../noLoweringError.js";
import { traceKernels } from "./kernels/index.js";
import { KernelAttributes } from "./kernels/kernel.js";
import { TracingBackend, tracingBackendName } from "./tracingBackend.js";

/**
 * Runs a program once on tensors that only record, and returns what it did as a graph. State entries
 * are inputs and outputs named `state:…`.
 *
 * @throws NoLoweringError where the program uses a kernel that cannot be recorded.
 */
export function trace(program: Program): Graph {
  const backend = tracingBackend();
  // Before its first operation TF.js has no backend; this one must not become it.
  const previous = tf.engine().backendName || "cpu";
  // Switching is synchronous for a backend that is already registered; its promise is resolved.
  void tf.setBackend(tracingBackendName);
  try {
    return record(program, backend);
  } finally {
    void tf.setBackend(previous);
  }
}

function record(program: Program, backend: TracingBackend): Graph {
  const build = new GraphBuilder();
  const inputs: NodeOf<"input">[] = [];
  const outputs = new Map<string, ReturnType<TracingBackend["nodeOf"]>>();

  const declare = (specs: TensorSpecs, prefix: string): Tensors =>
    Object.fromEntries(
      Object.entries(specs).map(([name, spec]) => {
        const node = build.input(`${prefix}${name}`, spec);
        inputs.push(node);
        return [name, tf.engine().makeTensorFromTensorInfo(backend.tensorOf(node))];
      }),
    );

  backend.record(build, () => {
    freeingTensors(() => {
      try {
        const result = program.body(
          declare(program.state, statePrefix),
          declare(program.inputs, ""),
        );
        for (const [name, tensor] of Object.entries(result.outputs))
          outputs.set(name, backend.nodeOf(tensor));
        for (const [name, tensor] of Object.entries(result.state))
          outputs.set(`${statePrefix}${name}`, backend.nodeOf(tensor));
        // A program may have kept tensors from its own scopes: they are freed here.
        tf.dispose([...Object.values(result.state), ...Object.values(result.outputs)]);
      } catch (error) {
        throw NoLoweringError.from(error, program.name) ?? error;
      }
    });
  });

  const graph = { name: program.name, inputs, outputs };
  checkGraph(graph);
  checkState(graph, program);
  return graph;
}

function checkState(graph: Graph, program: Program): void {
  for (const [name, node] of graph.outputs) {
    if (!name.startsWith(statePrefix)) continue;
    const spec = program.state[name.slice(statePrefix.length)];
    if (!spec || !sameShape(spec.shape, node.shape) || spec.dtype !== node.dtype)
      throw new Error(
        `${program.name} replaces "${name.slice(statePrefix.length)}" by ${printType(node)}, but the state holds ${spec ? printType(spec) : "no such entry"}.`,
      );
  }
}

let registered: TracingBackend | undefined;

function tracingBackend(): TracingBackend {
  if (registered) return registered;
  const backend = new TracingBackend();
  // Priority 0: never TF.js's own choice.
  tf.registerBackend(tracingBackendName, () => backend, 0);
  for (const [kernelName, kernel] of Object.entries(traceKernels))
    tf.registerKernel({
      kernelName,
      backendName: tracingBackendName,
      kernelFunc: ({ inputs, attrs }) => {
        const result = kernel({
          build: backend.build,
          input: (name) => {
            const tensor = inputs[name];
            if (!tensor) throw new Error(`The kernel ${kernelName} was called without "${name}".`);
            return backend.nodeOf(tensor);
          },
          get all() {
            return Object.values(inputs).flatMap((tensor) =>
              tensor ? [backend.nodeOf(tensor)] : [],
            );
          },
          attributes: new KernelAttributes(kernelName, attrs ?? {}),
        });
        return isList(result)
          ? result.map((node) => backend.tensorOf(node))
          : backend.tensorOf(result);
      },
    });
  registered = backend;
  return backend;
}

function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}
