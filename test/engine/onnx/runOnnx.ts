import * as ort from "onnxruntime-node";
import type { Graph } from "../../../src/engine/graph/node.js";
import { outputPrefix } from "../../../src/engine/onnx/graphWriter.js";
import { lowerToOnnx } from "../../../src/engine/onnx/lower.js";
import { cpu } from "../../../src/engine/onnx/provider.js";
import type { HostTensors } from "../../../src/gloro/program.js";

/** Lowers a graph as it is and runs it once on a provider of onnxruntime; on another one, nothing of it. */
export async function runOnnx(
  graph: Graph,
  inputs: HostTensors,
  { name, lowerings } = cpu,
): Promise<HostTensors> {
  const model = lowerToOnnx(graph, lowerings);
  const session = await ort.InferenceSession.create(model.bytes, {
    executionProviders: [name],
    intraOpNumThreads: 1,
    logSeverityLevel: 4,
    extra: { session: { disable_cpu_ep_fallback: name === "cpu" ? "0" : "1" } },
  });
  try {
    const feeds = model.inputs.map((name) => {
      const { shape, dtype, data } = inputs[name]!;
      return [name, new ort.Tensor(dtype, data, shape)] as const;
    });
    const results = await session.run(Object.fromEntries(feeds));
    return Object.fromEntries(
      Object.entries(results).map(([name, { data, type, dims }]) => {
        const dtype = type === "float32" || type === "int32" || type === "bool" ? type : undefined;
        if (!dtype || !isHostData(data)) throw new Error(`onnxruntime returned ${type}.`);
        return [name.slice(outputPrefix.length), { shape: dims, dtype, data }];
      }),
    );
  } finally {
    await session.release();
  }
}

function isHostData(data: unknown): data is Float32Array | Int32Array | Uint8Array {
  return data instanceof Float32Array || data instanceof Int32Array || data instanceof Uint8Array;
}
