import assert from "node:assert/strict";
import { kerasOrder } from "../../../src/gloro/keras/kerasOrder.js";
import { buildNetwork } from "../../../src/gloro/network.js";

describe("kerasOrder", () => {
  it("goes by the longest way to the output, then by the walk from it", () => {
    const dense = (name: string, ...inputs: string[]) =>
      ({ kind: "dense", name, units: 4, inputs }) as const;
    const { layers, ...network } = buildNetwork({
      inputShape: [4],
      layers: [
        dense("short", "input"),
        dense("first", "input"),
        dense("long", "first"),
        dense("side", "first"),
        { kind: "add", name: "sum", inputs: ["side", "long", "short"] },
        dense("head", "sum"),
      ],
    });
    assert.deepEqual(
      kerasOrder({ layers, ...network }).map((position) => layers[position]!.name),
      ["first", "side", "long", "short", "sum", "head"],
    );
  });
});
