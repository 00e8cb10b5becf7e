import assert from "node:assert/strict";
import { runDashes, runInk } from "../../../webview/charts/runInk.js";

describe("the looks of runs", () => {
  it("differ between six runs that came one after the other, and then begin anew", () => {
    const inks = [0, 1, 2, 3, 4, 5].map(runInk);
    assert.equal(new Set(inks).size, 6);
    assert.equal(runInk(6), inks[0]);
  });

  it("tell runs of one colour apart by their lines, where they share a chart", () => {
    const [first, second, other, third] = runDashes([0, 6, 1, 12]);
    assert.deepEqual([first, other], [undefined, undefined]);
    assert.notEqual(second, undefined);
    assert.notDeepEqual(second, third);
  });
});
