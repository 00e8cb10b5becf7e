import assert from "node:assert/strict";
import type { ModelView } from "../../../src/extension/models/messages.js";
import { layerRows, modelFacts } from "../../../webview/modelReport/modelFacts.js";
import type { Bounds, Estimates } from "../../../webview/modelReport/modelFacts.js";

const margins = { classes: 2, classesPerCell: 1, cells: [] };
const layer = (name: string, kind: string) => ({ name, kind, outputShape: [4], parameters: 20 });
const model: ModelView = {
  file: "/ws/net.gloronet",
  bytes: 2048,
  writtenBy: "gloro HEAD (Python)",
  epsilon: 0.3,
  relaxation: { k: 3, affinitySets: 0 },
  frozen: 2,
  inputShape: [5],
  classes: 2,
  parameters: 40,
  layers: [layer("dense", "dense"), layer("relu", "relu"), layer("head", "dense")],
  python: { loadedBy: ["HEAD"] },
  members: [],
  run: null,
};
const estimates: Estimates = {
  type: "estimates",
  subLipschitz: 2,
  layers: { dense: 2 },
  margins,
  frozen: null,
};
const bounds: Bounds = {
  type: "bounds",
  subLipschitz: 2.1,
  layers: [
    { name: "dense", bound: 2.1, atLeast: 1.9, method: "gram" },
    { name: "relu", bound: 1, atLeast: 1, method: "constant" },
  ],
  margins,
};

describe("modelFacts", () => {
  it("tell a bound only once it is proven", () => {
    const early = new Map(modelFacts(model, estimates, undefined));
    assert.deepEqual([early.get("L_sub, proven"), early.get("L_sub, estimated")], ["…", "2"]);
    assert.equal(new Map(modelFacts(model, estimates, bounds)).get("L_sub, proven"), "2.1");
    assert.equal(early.get("certifies"), "the top k classes, k ≤ 3");
    assert.equal(early.get("file"), "2 KiB");
  });

  it("list a layer's three constants beside each other, and none of the head", () => {
    assert.deepEqual(layerRows(model, estimates, bounds).slice(1), [
      ["dense", "dense", "4", "20", 1.9, 2, 2.1, "gram"],
      ["relu", "relu", "4", "20", 1, 1, 1, "constant"],
      ["head", "dense", "4", "20", NaN, NaN, NaN, ""],
    ]);
  });
});
