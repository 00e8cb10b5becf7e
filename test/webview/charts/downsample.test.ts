import assert from "node:assert/strict";
import { columnPositions, downsample } from "../../../webview/charts/downsample.js";
import { seeded } from "./seeded.js";

describe("downsample", () => {
  it("keeps the least and the greatest of each column, in their order", () => {
    for (let seed = 1; seed <= 30; seed++) {
      const random = seeded(seed);
      const xs = Array.from({ length: 1000 }, () => random() * 10).sort((a, b) => a - b);
      const ys = xs.map(() => (random() < 0.02 ? NaN : random() * 100));
      const range = [2, 7.5] as const;
      const columns = 1 + Math.floor(random() * 60);
      const values = downsample({ xs, ys }, range, columns);
      assert.equal(values.length, columnPositions(range, columns).length);
      const width = (range[1] - range[0]) / columns;
      for (let column = 0; column < columns; column++) {
        const from = range[0] + column * width;
        const inside = ys.filter((y, index) => {
          const place = Math.floor((xs[index]! - range[0]) / width);
          const isLast = xs[index]! <= range[1] && place === columns;
          return Number.isFinite(y) && (place === column || (isLast && column === columns - 1));
        });
        const shown = values.slice(1 + 2 * column, 3 + 2 * column).filter((y) => y !== null);
        const where = `seed ${seed}, column ${column} from ${from}`;
        if (inside.length === 0) {
          assert.deepEqual(shown, [], where);
          continue;
        }
        const [least, greatest] = [Math.min(...inside), Math.max(...inside)];
        const isRising = inside.indexOf(least) < inside.indexOf(greatest);
        const expected =
          inside.length === 1 ? [least] : isRising ? [least, greatest] : [greatest, least];
        assert.deepEqual(shown, expected, where);
      }
    }
  });

  it("crosses the ends of the range where the curve does", () => {
    const curve = { xs: [0, 10], ys: [0, 100] };
    assert.deepEqual(downsample(curve, [2, 4], 1), [20, null, null, 40]);
    assert.deepEqual(downsample(curve, [-1, 11], 1).slice(0, 1), [null]);
    assert.deepEqual(downsample({ xs: [], ys: [] }, [0, 1], 1), [null, null, null, null]);
  });

  it("puts a value no farther than half a column off", () => {
    const columns = 50;
    const range = [0, 1] as const;
    const positions = columnPositions(range, columns);
    const random = seeded(7);
    for (let index = 0; index < 200; index++) {
      const x = random();
      const values = downsample({ xs: [x], ys: [1] }, range, columns);
      const place = positions[values.indexOf(1)]!;
      assert.ok(Math.abs(place - x) <= 0.5 / columns, `x ${x} at ${place}`);
    }
  });
});
