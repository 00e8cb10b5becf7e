import assert from "node:assert/strict";
import { GloroError } from "../../../src/gloro/errors.js";
import { largestK, parseRelaxation } from "../../../src/gloro/relaxations/index.js";
import type { AffinitySetsConfig, RelaxationConfig } from "../../../src/gloro/relaxations/index.js";

const affinity = (sets: AffinitySetsConfig): RelaxationConfig => ({ kind: "affinity", sets });

function refusal(config: RelaxationConfig, classes?: number): string {
  try {
    parseRelaxation(config, classes);
  } catch (error) {
    assert.ok(error instanceof GloroError, String(error));
    return error.message;
  }
  return "no error";
}

describe("parseRelaxation", () => {
  it("reads affinity sets as lists, texts and masks", () => {
    const sets = [[0, 2], [1], [3]];
    const mask = [
      [1, 0, 1, 0, 0],
      [0, 1, 0, 0, 0],
      [0, 0, 0, 1, 0],
    ];
    const texts = [
      "[0,2][1][3]",
      " [0, 2], [1], [3]",
      "[[0,2],[1],[3]]",
      "AffinitySet: [\n  [0, 2]\n  [1]\n  [3]]",
    ];
    for (const written of [sets, { mask }, ...texts]) {
      const relaxation = parseRelaxation(affinity(written), 5);
      assert.deepEqual(relaxation, { kind: "affinity", sets }, JSON.stringify(written));
      assert.equal(largestK(relaxation), 2);
    }
  });

  it("takes k from 1 to one less than the classes", () => {
    for (const k of [1, 4]) {
      const relaxation = parseRelaxation({ kind: "rtk", k }, 5);
      assert.equal(largestK(relaxation), k);
    }
    for (const k of [0, 5, 1.5, NaN])
      assert.equal(
        refusal({ kind: "rtk", k }, 5),
        `Relaxed top-k robustness needs a whole number k from 1 to 4, one less than the classes; got ${k}.`,
      );
    assert.match(refusal({ kind: "rtk", k: 0 }), /from 1 on; got 0/);
    assert.equal(refusal({ kind: "rtk", k: 500 }), "no error");
  });

  it("refuses what are no sets of classes, in a sentence each", () => {
    for (const [sets, message] of [
      [[], /There is no affinity set/],
      [[[0], []], /An affinity set is empty/],
      ["[0][]", /An affinity set is empty/],
      [[[0, 5]], /\[0, 5\]: 5 is not a class; the classes are 0 to 4/],
      [[[-1]], /-1 is not a class/],
      [[[0.5]], /0.5 is not a class/],
      [[[3, 1, 3]], /class 3 stands there twice/],
      [[[0, 1, 2, 3, 4]], /every class, which guarantees nothing/],
      ["", /written like "\[0\]\[1,2,3\]".*got ""/],
      ["[0][1,2", /got "\[0\]\[1,2"/],
      ["0,1", /got "0,1"/],
      ["[a]", /got "\[a\]"/],
      [{ mask: [[1, 0, 1]] }, /row of 5 zeros and ones .* got \[1, 0, 1\]/],
      [{ mask: [[1, 0, 2, 0, 0]] }, /got \[1, 0, 2, 0, 0\]/],
      [{ mask: [[0, 0, 0, 0, 0]] }, /An affinity set is empty/],
    ] as const)
      assert.match(refusal(affinity(sets), 5), message);
  });
});
