import assert from "node:assert/strict";
import { createRequire } from "node:module";
import type { FunctionDef, NodeDef } from "../../../src/engine/tensorflow/messages.js";
import { encodeSavedModel } from "../../../src/engine/tensorflow/messages.js";

/** What tfjs-node's own classes, generated from TensorFlow's definitions, read of a message. */
interface Read {
  toObject(): Record<string, unknown>;
}

const theirs = createRequire(import.meta.url)("@tensorflow/tfjs-node/dist/proto/api_pb.js") as {
  SavedModel: { deserializeBinary(bytes: Uint8Array): Read };
};

describe("encodeSavedModel", () => {
  it("writes what TensorFlow's own definitions read", () => {
    const nodes: readonly NodeDef[] = [
      {
        name: "a",
        op: "Const",
        input: [],
        attr: {
          dtype: { type: 3 },
          value: {
            tensor: {
              dtype: 3,
              tensorShape: { dim: [{ size: 2 }] },
              tensorContent: Uint8Array.of(1, 0, 0, 0, 2, 0, 0, 0),
            },
          },
        },
      },
      {
        name: "b",
        op: "Anything",
        input: ["a", "^a"],
        attr: {
          text: { s: Uint8Array.of(72, 105) },
          whole: { i: 7 },
          real: { f: 0.5 },
          yes: { b: true },
          no: { b: false },
          shape: { shape: { dim: [{ size: 3 }, { size: 4 }] } },
          list: { list: { i: [1, 300, 0] } },
          types: { list: { type: [1, 14] } },
          call: { func: { name: "f" } },
        },
      },
    ];
    const f: FunctionDef = {
      signature: {
        name: "f",
        inputArg: [{ name: "x", type: 1 }],
        outputArg: [{ name: "y", type: 14 }],
      },
      nodeDef: [{ name: "c", op: "Anything", input: ["x"], attr: {} }],
      ret: { y: "c:output:0" },
    };
    const read = theirs.SavedModel.deserializeBinary(encodeSavedModel(nodes, [f])).toObject();
    const [meta] = read["metaGraphsList"] as Record<string, Record<string, unknown>>[];
    assert.deepEqual(meta!["metaInfoDef"]!["tagsList"], ["serve"]);
    const [a, b] = meta!["graphDef"]!["nodeList"] as Record<string, unknown>[];
    const attributesOf = (node: Record<string, unknown>) =>
      new Map(node["attrMap"] as [string, Record<string, unknown>][]);

    assert.deepEqual([a!["name"], a!["op"], a!["inputList"]], ["a", "Const", []]);
    assert.equal(attributesOf(a!).get("dtype")!["type"], 3);
    const tensor = attributesOf(a!).get("value")!["tensor"] as Record<string, unknown>;
    assert.equal(tensor["dtype"], 3);
    assert.deepEqual(
      ((tensor["tensorShape"] as Record<string, unknown>)["dimList"] as { size: number }[]).map(
        ({ size }) => size,
      ),
      [2],
    );
    assert.equal(tensor["tensorContent"], Buffer.from([1, 0, 0, 0, 2, 0, 0, 0]).toString("base64"));

    assert.deepEqual(b!["inputList"], ["a", "^a"]);
    const attributes = attributesOf(b!);
    assert.equal(attributes.get("text")!["s"], Buffer.from("Hi").toString("base64"));
    assert.equal(attributes.get("whole")!["i"], 7);
    assert.equal(attributes.get("real")!["f"], 0.5);
    assert.equal(attributes.get("yes")!["b"], true);
    assert.equal(attributes.get("no")!["b"], false);
    const { dimList } = attributes.get("shape")!["shape"] as { dimList: { size: number }[] };
    assert.deepEqual(
      dimList.map(({ size }) => size),
      [3, 4],
    );
    assert.deepEqual((attributes.get("list")!["list"] as { iList: number[] }).iList, [1, 300, 0]);
    const types = attributes.get("types")!["list"] as { typeList: number[] };
    assert.deepEqual(types.typeList, [1, 14]);
    assert.equal((attributes.get("call")!["func"] as { name: string }).name, "f");

    const library = meta!["graphDef"]!["library"] as { functionList: Record<string, unknown>[] };
    const [called] = library.functionList;
    const signature = called!["signature"] as Record<string, Record<string, unknown>[]>;
    const declared = [...signature["inputArgList"]!, ...signature["outputArgList"]!];
    assert.equal(signature["name"], "f");
    assert.deepEqual(
      declared.map((argument) => [argument["name"], argument["type"]]),
      [
        ["x", 1],
        ["y", 14],
      ],
    );
    const [c] = called!["nodeDefList"] as Record<string, unknown>[];
    assert.deepEqual([c!["name"], c!["op"], c!["inputList"]], ["c", "Anything", ["x"]]);
    assert.deepEqual(called!["retMap"], [["y", "c:output:0"]]);
  });
});
