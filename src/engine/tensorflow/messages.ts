import protobuf from "protobufjs/light.js";

/** TensorFlow's numbers for element types (`types.proto`). */
export const dataTypes = { float32: 1, int32: 3, bool: 10, bfloat16: 14, resource: 20 } as const;

/** A shape (`tensor_shape.proto`). */
export interface TensorShape {
  readonly dim: readonly { readonly size: number }[];
}

/** An attribute of a node (`attr_value.proto`): one of these. */
export type AttrValue =
  | { readonly s: Uint8Array }
  | { readonly i: number }
  | { readonly f: number }
  | { readonly b: boolean }
  | { readonly type: number }
  | { readonly shape: TensorShape }
  | {
      readonly tensor: {
        readonly dtype: number;
        readonly tensorShape: TensorShape;
        readonly tensorContent: Uint8Array;
      };
    }
  | { readonly list: { readonly i: readonly number[] } | { readonly type: readonly number[] } }
  | { readonly func: { readonly name: string } };

/** A node of a graph (`node_def.proto`). */
export interface NodeDef {
  readonly name: string;
  readonly op: string;
  readonly input: readonly string[];
  /** Left out where TensorFlow chooses. */
  readonly device?: string;
  readonly attr: Readonly<Record<string, AttrValue>>;
}

/** An argument or a result of a function (`op_def.proto`). */
export interface ArgDef {
  readonly name: string;
  readonly type: number;
}

/** A function that nodes call (`function.proto`). Values in it are `argument` or `node:output:0`. */
export interface FunctionDef {
  readonly signature: {
    readonly name: string;
    readonly inputArg: readonly ArgDef[];
    readonly outputArg: readonly ArgDef[];
  };
  readonly nodeDef: readonly NodeDef[];
  /** The values of the results, by their names. */
  readonly ret: Readonly<Record<string, string>>;
}

const repeated = (type: string, id: number): protobuf.IField & { rule: string } => ({
  rule: "repeated",
  type,
  id,
});

/** The messages of a SavedModel as in TensorFlow's own definitions, with the fields that are written here. */
const root = protobuf.Root.fromJSON({
  nested: {
    SavedModel: {
      fields: {
        savedModelSchemaVersion: { type: "int64", id: 1 },
        metaGraphs: repeated("MetaGraphDef", 2),
      },
    },
    MetaGraphDef: {
      fields: {
        metaInfoDef: { type: "MetaInfoDef", id: 1 },
        graphDef: { type: "GraphDef", id: 2 },
      },
      nested: { MetaInfoDef: { fields: { tags: repeated("string", 4) } } },
    },
    GraphDef: {
      fields: {
        node: repeated("NodeDef", 1),
        library: { type: "FunctionDefLibrary", id: 2 },
        versions: { type: "VersionDef", id: 4 },
      },
    },
    FunctionDefLibrary: { fields: { function: repeated("FunctionDef", 1) } },
    FunctionDef: {
      fields: {
        signature: { type: "OpDef", id: 1 },
        nodeDef: repeated("NodeDef", 3),
        ret: { keyType: "string", type: "string", id: 4 } as protobuf.IField,
      },
    },
    OpDef: {
      fields: {
        name: { type: "string", id: 1 },
        inputArg: repeated("ArgDef", 2),
        outputArg: repeated("ArgDef", 3),
      },
      nested: {
        ArgDef: { fields: { name: { type: "string", id: 1 }, type: { type: "int32", id: 3 } } },
      },
    },
    VersionDef: {
      fields: { producer: { type: "int32", id: 1 }, minConsumer: { type: "int32", id: 2 } },
    },
    NodeDef: {
      fields: {
        name: { type: "string", id: 1 },
        op: { type: "string", id: 2 },
        input: repeated("string", 3),
        device: { type: "string", id: 4 },
        // A map: TensorFlow writes it as an entry message too.
        attr: { keyType: "string", type: "AttrValue", id: 5 } as protobuf.IField,
      },
    },
    AttrValue: {
      oneofs: { value: { oneof: ["s", "i", "f", "b", "type", "shape", "tensor", "list", "func"] } },
      fields: {
        list: { type: "ListValue", id: 1 },
        s: { type: "bytes", id: 2 },
        i: { type: "int64", id: 3 },
        f: { type: "float", id: 4 },
        b: { type: "bool", id: 5 },
        // An enum, whose numbers are `dataTypes`: on the wire it is an int32.
        type: { type: "int32", id: 6 },
        shape: { type: "TensorShapeProto", id: 7 },
        tensor: { type: "TensorProto", id: 8 },
        func: { type: "NameAttrList", id: 10 },
      },
      nested: {
        ListValue: { fields: { i: repeated("int64", 3), type: repeated("int32", 6) } },
        NameAttrList: { fields: { name: { type: "string", id: 1 } } },
      },
    },
    TensorShapeProto: {
      fields: { dim: repeated("Dim", 2) },
      nested: { Dim: { fields: { size: { type: "int64", id: 1 } } } },
    },
    TensorProto: {
      fields: {
        dtype: { type: "int32", id: 1 },
        tensorShape: { type: "TensorShapeProto", id: 2 },
        tensorContent: { type: "bytes", id: 4 },
      },
    },
  },
});

/** The tag under which the graph is found. */
export const servedTag = "serve";

/** The version of GraphDef that TensorFlow 2.15 writes and later ones read (`version.h`). */
const producer = 1645;

/** The file `saved_model.pb` of a graph, and of the functions that it calls. */
export function encodeSavedModel(
  node: readonly NodeDef[],
  functions: readonly FunctionDef[] = [],
): Uint8Array {
  const message = root.lookupType("SavedModel");
  return message
    .encode(
      message.create({
        savedModelSchemaVersion: 1,
        metaGraphs: [
          {
            metaInfoDef: { tags: [servedTag] },
            graphDef: {
              node,
              library: { function: functions },
              versions: { producer, minConsumer: 0 },
            },
          },
        ],
      }),
    )
    .finish();
}
