import assert from "node:assert/strict";
import {
  printAffinitySets,
  storedAffinitySets,
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
      assert.deepEqual(storedAffinitySets(form), sets);
    });
  }

  it("reads half a million classes in no time, and shows little of what it refuses", () => {
    const many = Array.from({ length: 500_000 }, (_, i) => i);
    assert.equal(storedAffinitySets([many])[0]?.length, many.length);
    assert.throws(
      () => storedAffinitySets([[...many, 7]]),
      ({ message }: Error) => /class 7 stands there twice/.test(message) && message.length < 200,
    );
  });

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
    [],
    [[]],
    [[0, 0]],
    [[0, "1"]],
    [0, 1],
    [[-1]],
    [[0.5]],
    "[]".repeat(100_000),
    null,
    3,
    { 0: [1] },
  ];
  for (const value of wrong) {
    it(`refuses ${JSON.stringify(value).slice(0, 50)}`, () => {
      refuses(
        () => storedAffinitySets(value),
        /are not sets of classes\. Write|must be written like|no affinity set|is empty|not a class|twice/,
      );
    });
  }
});
