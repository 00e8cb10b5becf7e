import * as ort from "onnxruntime-node";

/** A model's outputs: floats as they are, integers and bools as numbers. */
export type ModelOutputs = Readonly<Record<string, { shape: readonly number[]; data: number[] }>>;

/** Runs an exported model on batches of images of one shape, one after the other. */
export async function runModel(
  model: Uint8Array,
  inputShape: readonly number[],
  ...batches: readonly Float32Array[]
): Promise<ModelOutputs[]> {
  const session = await ort.InferenceSession.create(model, {
    intraOpNumThreads: 1,
    logSeverityLevel: 2,
  });
  const size = inputShape.reduce((product, side) => product * side, 1);
  try {
    const outputs: ModelOutputs[] = [];
    for (const images of batches) {
      const shape = [images.length / size, ...inputShape];
      const results = await session.run({ images: new ort.Tensor("float32", images, shape) });
      outputs.push(
        Object.fromEntries(
          Object.entries(results).map(([name, { dims, data }]) => [
            name,
            { shape: dims, data: Array.from(data as ArrayLike<number | bigint>, Number) },
          ]),
        ),
      );
    }
    return outputs;
  } finally {
    await session.release();
  }
}
