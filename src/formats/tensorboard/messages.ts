import protobuf from "protobufjs/light.js";

const repeated = (type: string, id: number): protobuf.IField & { rule: string } => ({
  rule: "repeated",
  type,
  id,
});

/** TensorFlow's numbers for element types (`types.proto`). */
export const dataTypes = { float32: 1, text: 7 } as const;

/** `SessionLog.START`: what was written from the event's step on, before, holds no more. */
export const sessionStart = 1;

/** `DATA_CLASS_TENSOR`: what TensorBoard's data server keeps texts and hyper-parameters as. */
export const tensorDataClass = 2;

/** TensorBoard's messages as `event.proto`, `summary.proto` and its hparams plugin have them, with what is written here. */
const root = protobuf.Root.fromJSON({
  nested: {
    Event: {
      oneofs: { what: { oneof: ["fileVersion", "summary", "sessionLog"] } },
      fields: {
        wallTime: { type: "double", id: 1 },
        step: { type: "int64", id: 2 },
        fileVersion: { type: "string", id: 3 },
        summary: { type: "Summary", id: 5 },
        sessionLog: { type: "SessionLog", id: 7 },
      },
    },
    SessionLog: { fields: { status: { type: "int32", id: 1 } } },
    Summary: { fields: { value: repeated("Value", 1) } },
    Value: {
      oneofs: { value: { oneof: ["simpleValue", "histo", "tensor"] } },
      fields: {
        tag: { type: "string", id: 1 },
        simpleValue: { type: "float", id: 2 },
        histo: { type: "HistogramProto", id: 5 },
        tensor: { type: "TensorProto", id: 8 },
        metadata: { type: "SummaryMetadata", id: 9 },
      },
    },
    HistogramProto: {
      fields: {
        min: { type: "double", id: 1 },
        max: { type: "double", id: 2 },
        num: { type: "double", id: 3 },
        sum: { type: "double", id: 4 },
        sumSquares: { type: "double", id: 5 },
        bucketLimit: repeated("double", 6),
        bucket: repeated("double", 7),
      },
    },
    SummaryMetadata: {
      fields: {
        pluginData: { type: "PluginData", id: 1 },
        dataClass: { type: "int32", id: 4 },
      },
    },
    PluginData: {
      fields: { pluginName: { type: "string", id: 1 }, content: { type: "bytes", id: 2 } },
    },
    TensorProto: {
      fields: {
        dtype: { type: "int32", id: 1 },
        tensorShape: { type: "TensorShapeProto", id: 2 },
        floatVal: repeated("float", 5),
        stringVal: repeated("string", 8),
      },
    },
    TensorShapeProto: {
      fields: { dim: repeated("Dim", 2) },
      nested: { Dim: { fields: { size: { type: "int64", id: 1 } } } },
    },
    HParamsPluginData: {
      fields: {
        version: { type: "int32", id: 1 },
        sessionStartInfo: { type: "SessionStartInfo", id: 3 },
      },
    },
    SessionStartInfo: {
      fields: {
        hparams: { keyType: "string", type: "HParam", id: 1 } as protobuf.IField,
        startTimeSecs: { type: "double", id: 5 },
      },
    },
    // google.protobuf.Value, whose name protobufjs treats in a way of its own.
    HParam: {
      oneofs: { kind: { oneof: ["numberValue", "stringValue", "boolValue"] } },
      fields: {
        numberValue: { type: "double", id: 2 },
        stringValue: { type: "string", id: 3 },
        boolValue: { type: "bool", id: 4 },
      },
    },
  },
});

/** A message's bytes; what it is made of is not checked. */
export function encodeMessage(type: "Event" | "HParamsPluginData", message: object): Uint8Array {
  const found = root.lookupType(type);
  return found.encode(found.create(message)).finish();
}
