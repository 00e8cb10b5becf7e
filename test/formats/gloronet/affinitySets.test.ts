import assert from "node:assert/strict";
import {
  parseAffinitySets,
  printAffinitySets,
} from "../../../src/formats/gloronet/affinitySets.js";
import { refuses } from "../refuses.js";

const sets = [
  [0, 1],
  [2, 13, 4],
];

describe("affinity sets", () => {
  const forms: [string, unknown][] = [
    ["as both releases' str() writes them", "AffinitySet: [\n  [0, 1]\n  [2, 13, 4]]"],
    ["as the older str() wrote them", "[0,1],[2,13,4]"],
    ["as the documentation writes them", "[0,1][2,13,4]"],
    ["as lists", sets],
  ];
  for (const [what, form] of forms) {
    it(`reads them ${what}`, () => {
      assert.deepEqual(parseAffinitySets(form), sets);
    });
  }

  it("writes them as Python does", () => {
    assert.equal(printAffinitySets(sets), forms[0]![1]);
  });

  const wrong: unknown[] = [
    "",
    "[]",
    "AffinitySet: []",
    "[0,1",
    "[0,1]x[2]",
    "[0,,1]",
    "[0 1]",
    "[-1]",
    "[0.5]",
    "0,1",
    "[[0]]",
    [],
    [[]],
    [[0, 0]],
    [[0, "1"]],
    [0, 1],
    [[-1]],
    [[0.5]],
    [[1e9]],
    null,
    3,
    { 0: [1] },
  ];
  for (const value of wrong) {
    it(`refuses ${JSON.stringify(value)}`, () => {
      refuses(() => parseAffinitySets(value), "are not sets of classes. Write them as");
    });
  }
});
