import assert from "node:assert/strict";
import { heatScene } from "../../../webview/charts/heatScene.js";

describe("heatScene", () => {
  const cells = [
    [null, 2, 6],
    [2, null, 4],
    [6, 4, null],
  ];
  const drawn = (width: number) => {
    const { shapes } = heatScene({ cells, classesPerCell: 1 }, width);
    const squares = shapes.flatMap((shape) =>
      shape.kind === "rectangle" && shape.width > 10 ? [shape] : [],
    );
    const texts = shapes.flatMap((shape) => (shape.kind === "text" ? [shape.text] : []));
    return { squares, texts };
  };

  it("draws a number as strong as it is great, and none where a class meets itself", () => {
    const { squares } = drawn(400);
    assert.equal(squares.length, 6);
    const [two = 0, six = 0, , four = 0] = squares.map(({ opacity }) => opacity);
    assert.ok(two < four && four < six);
    assert.ok(Math.abs(four - (two + six) / 2) < 1e-12);
  });

  it("writes the numbers where there is room", () => {
    assert.equal(drawn(400).texts.filter((text) => text === "6").length, 3);
    assert.equal(drawn(100).texts.filter((text) => text === "6").length, 1);
  });

  it("names a square of several classes by its first", () => {
    const { shapes } = heatScene({ cells, classesPerCell: 5 }, 400);
    assert.ok(shapes.some((shape) => shape.kind === "text" && shape.text === "10"));
  });
});
