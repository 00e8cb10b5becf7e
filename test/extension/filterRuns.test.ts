import assert from "node:assert/strict";
import { filterRuns } from "../../src/extension/runs/filterRuns.js";
import { record } from "./exampleRecords.js";

describe("filterRuns", () => {
  const runs = [
    record("20261122-a", { status: "failed" }, { name: "Wide net", notes: "λ doubled" }),
    record("20261121-b", {}, { configName: "cifar10" }),
    { kind: "broken", folder: "/r/z", id: "20261120-z", message: "damaged" } as const,
  ];
  const kept = (text: string) => filterRuns(runs, text).map(({ id }) => id.at(-1));

  for (const [text, ids] of [
    ["", ["a", "b", "z"]],
    ["  ", ["a", "b", "z"]],
    ["WIDE", ["a"]],
    ["failed doubled", ["a"]],
    ["failed cifar", []],
    ["cifar10", ["b"]],
    ["20261120", ["z"]],
    ["a.*", []],
  ] as const) {
    it(`finds ${ids.join(" and ") || "nothing"} by “${text}”`, () => {
      assert.deepEqual(kept(text), ids);
    });
  }
});
