import onnxProto from "onnx-proto";

const { onnx } = onnxProto;

/** A model as its messages. */
export interface DecodedModel extends onnxProto.onnx.ModelProto {
  readonly graph: onnxProto.onnx.GraphProto;
}

/** Reads an encoded model. */
export function decode(model: Uint8Array): DecodedModel {
  return onnx.ModelProto.decode(model) as DecodedModel;
}

/** The model with another value in its initializer `epsilon`, as a user would set it. */
export function epsilonReplaced(model: Uint8Array, epsilon: number): Uint8Array {
  const decoded = decode(model);
  const initializer = decoded.graph.initializer.find(({ name }) => name === "epsilon")!;
  initializer.rawData = new Uint8Array(Float32Array.of(epsilon).buffer);
  return onnx.ModelProto.encode(decoded).finish();
}
