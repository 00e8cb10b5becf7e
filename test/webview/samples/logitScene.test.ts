import assert from "node:assert/strict";
import { largestOf, logitScene, shownClasses } from "../../../webview/samples/logitScene.js";

describe("logitScene", () => {
  it("draws bars from 0, as long as the logits are, to either side", () => {
    const classes = [
      { name: "0", logit: 4, attacked: -2, role: "predicted" },
      { name: "1", logit: -2, attacked: 3, role: "rival" },
    ] as const;
    const { shapes } = logitScene(classes, 400);
    const bars = shapes.filter((shape) => shape.kind === "rectangle");
    const [base] = shapes.flatMap((shape) => (shape.kind === "line" ? shape.points[0]![0] : []));
    assert.deepEqual(
      bars.map(({ x }) => Math.abs(x - base!) < 1e-9),
      [true, false, false, true],
    );
    const lengths = bars.map(({ width }) => width / bars[0]!.width);
    for (const [index, expected] of [1, 0.5, 0.5, 0.75].entries()) {
      assert.ok(Math.abs(lengths[index]! - expected) < 1e-9, lengths.join());
    }
  });
});

describe("shownClasses", () => {
  it("shows all of few classes, and of many the largest with those that matter", () => {
    assert.deepEqual(shownClasses(Float32Array.of(1, 2), undefined, []), [0, 1]);
    const logits = Float32Array.from({ length: 100 }, (_, index) => index);
    const attacked = logits.map((_, index) => (index === 20 ? 1000 : 0));
    const shown = shownClasses(logits, attacked, [3, 4]);
    assert.equal(shown.length, 12);
    assert.deepEqual(shown.slice(0, 3), [3, 4, 20]);
    assert.equal(shown.at(-1), 99);
  });
});

describe("largestOf", () => {
  it("takes the first of equal ones", () => {
    assert.equal(largestOf(Float32Array.of(1, 3, 3, 2)), 1);
  });
});
