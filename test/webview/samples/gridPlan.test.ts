import assert from "node:assert/strict";
import { planGrid, positionAfter, rowsInView } from "../../../webview/samples/gridPlan.js";

const digit = { height: 28, width: 28, channels: 1 };

describe("planGrid", () => {
  it("enlarges tiles by whole pixels, so that a row of them with gaps is one picture", () => {
    const plan = planGrid(digit, 100, 700);
    assert.equal(plan.scale, 2);
    assert.equal(plan.cellWidth, 2 * (28 + plan.gap));
    assert.equal(plan.columns, Math.floor(700 / plan.cellWidth));
    assert.equal(plan.rows, Math.ceil(100 / plan.columns));
  });

  it("has a column however narrow the grid is", () => {
    assert.equal(planGrid(digit, 3, 10).columns, 1);
  });
});

describe("rowsInView", () => {
  it("covers what can be seen, and no row that is not there", () => {
    const plan = planGrid(digit, 10_000, 700);
    const height = 600;
    for (const top of [0, 1, 5000, plan.rows * plan.rowHeight - height]) {
      const [first, last] = rowsInView(plan, { top, height });
      assert.ok(first >= 0 && first * plan.rowHeight <= top);
      assert.ok(last <= plan.rows && last * plan.rowHeight >= top + height);
      assert.ok(last - first <= Math.ceil(height / plan.rowHeight) + 5);
    }
  });
});

describe("positionAfter", () => {
  const place = { columns: 4, rowsOfPage: 2 };
  const after = (key: string, position: number, ctrlKey = false) =>
    positionAfter({ key, ctrlKey }, position, 10, place);

  it("moves by cells, rows, pages, and to ends", () => {
    assert.deepEqual(
      ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"].map((key) =>
        after(key, 5),
      ),
      [4, 6, 1, 9, 4, 7],
    );
    assert.deepEqual([after("PageDown", 1), after("PageUp", 9)], [9, 1]);
    assert.deepEqual([after("Home", 5, true), after("End", 5, true)], [0, 9]);
  });

  it("stays among the samples, and leaves other keys alone", () => {
    assert.deepEqual([after("ArrowUp", 2), after("ArrowDown", 8), after("End", 9)], [0, 9, 9]);
    assert.equal(after("a", 5), undefined);
  });
});
