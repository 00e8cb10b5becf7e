import assert from "node:assert/strict";
import { configLines } from "../../../webview/comparison/configDifferences.js";
import { row } from "../runsTable/rows.js";

describe("configLines", () => {
  it("has every key by name, and tells which differ, also where one config lacks it", () => {
    const rows = [
      row("a", { config: { epsilon: 0.3, loss: "emma", seed: 0 } }),
      row("b", { config: { epsilon: 0.3, loss: "crossentropy" } }),
    ];
    assert.deepEqual(configLines(rows), [
      { key: "epsilon", values: [0.3, 0.3], differs: false },
      { key: "loss", values: ["emma", "crossentropy"], differs: true },
      { key: "seed", values: [0, undefined], differs: true },
    ]);
  });

  it("holds a number and its text apart, and what every object has", () => {
    const rows = [row("a", { config: { k: 1, toString: 2 } }), row("b", { config: { k: "1" } })];
    const [k, toString] = configLines(rows);
    assert.deepEqual([k?.differs, toString?.values], [true, [2, undefined]]);
  });
});
