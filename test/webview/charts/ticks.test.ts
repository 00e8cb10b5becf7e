import assert from "node:assert/strict";
import { linearTicks, logTicks } from "../../../webview/charts/ticks.js";

describe("ticks", () => {
  it("are round and within the range", () => {
    assert.deepEqual(linearTicks([0, 12], 6), [0, 2, 4, 6, 8, 10, 12]);
    assert.deepEqual(linearTicks([0.931, 0.958], 5), [0.935, 0.94, 0.945, 0.95, 0.955]);
    assert.deepEqual(linearTicks([-1, 1], 4), [-1, -0.5, 0, 0.5, 1]);
    assert.deepEqual(linearTicks([3, 3], 4), [3]);
  });

  it("of a log axis are powers of ten, closer ones where it is short, linear where it is shorter", () => {
    assert.deepEqual(logTicks([1e-5, 1e-3], 5), [1e-5, 1e-4, 1e-3]);
    assert.deepEqual(logTicks([1, 6], 5), [1, 2, 5]);
    assert.deepEqual(logTicks([6.1, 9.2], 4), [7, 8, 9]);
    assert.ok(logTicks([1e-12, 1e12], 5).length <= 7);
  });
});
