import assert from "node:assert/strict";
import { GloroError, UnknownWordError } from "../../../src/gloro/errors.js";
import { parseSchedule, ScheduleSyntaxError } from "../../../src/gloro/schedules/index.js";
import { readPython } from "../python/read.js";

const python = readPython("schedules");

const atEach = (text: string, times: number[], duration: number, base = 1) =>
  times.map((time) => parseSchedule(text, duration, base).at(time));

describe("parseSchedule", () => {
  for (const text of new Set(python.map((each) => each.text))) {
    it(`gives the Python library's value at every epoch: ${text}`, () => {
      for (const { duration, base, values } of python.filter((each) => each.text === text)) {
        const schedule = parseSchedule(text, duration, base);
        for (const [epoch, value] of values.entries()) {
          const found = schedule.at(epoch) * base;
          assert.ok(
            Math.abs(found - value) <= 1e-8 * Math.abs(value) + 1e-12,
            `epoch ${epoch} of ${duration}, base ${base}: ${found}, expected ${value}`,
          );
        }
      }
    });
  }

  it("runs straight within an epoch", () => {
    for (const text of ["linear", "decay", "logarithmic_half", "cos"]) {
      const [at3, between, at4] = atEach(text, [3, 3.25, 4], 10);
      assert.ok(Math.abs(between! - (0.75 * at3! + 0.25 * at4!)) < 1e-12, text);
      assert.notEqual(at3, at4, text);
    }
  });

  it("reaches its last value and holds it", () => {
    assert.deepEqual(
      atEach("[0.1]-log-[50%:1.1]", [150, 151.5, 300, 400], 300, 1.58),
      [1.1, 1.1, 1.1, 1.1],
    );
    assert.deepEqual(atEach("linear", [10, 99], 10), [1, 1]);
    assert.deepEqual(atEach("[0.7]", [0, 3.5, 10], 10), [0.7, 0.7, 0.7]);
  });

  it("steps at the time of a step, not over the epoch before", () => {
    assert.deepEqual(
      atEach("[1][4:0.1][8:0.01]", [0, 3.9, 4, 7.99, 8, 10], 10),
      [1, 1, 0.1, 0.1, 0.01, 0.01],
    );
  });

  it("decays after half, where the Python library decays from the start", () => {
    assert.deepEqual(atEach("decay_after_half", [0, 4, 5, 10], 10), [1, 1, 1, 0.001]);
    assert.ok(Math.abs(atEach("decay_after_half", [6], 10)[0]! - 0.001 ** 0.2) < 1e-12);
    assert.deepEqual(atEach("cos_after_half", [0, 4, 5, 10], 10), [1, 1, 1, 0]);
    assert.deepEqual(
      atEach("decay_to_0.01_after_half", [0, 3, 5, 7, 10], 10),
      atEach("decay_after_half_to_0.01", [0, 3, 5, 7, 10], 10),
    );
  });

  it("ends at the value X of the scheduled quantity", () => {
    const rate = parseSchedule("decay_after_half_to_0.000001", 500, 1e-3);
    assert.equal(rate.at(250), 1);
    assert.ok(Math.abs(rate.at(500) * 1e-3 - 1e-6) < 1e-15);
  });

  it("warms up for 20 epochs, then follows half a cosine, as LiResNet's learning rate does", () => {
    const rate = parseSchedule("[0]-[20:1]-cos-[0]", 800, 1e-3);
    for (const time of [0, 0.5, 1, 7, 19.75, 20, 21, 215, 410, 799, 800]) {
      const expected = time < 20 ? time / 20 : 0.5 * (1 + Math.cos((Math.PI * (time - 20)) / 780));
      assert.ok(Math.abs(rate.at(time) - expected) < 1e-12, `${time}: ${rate.at(time)}`);
    }
    assert.equal(rate.at(410), 0.5);
  });

  it("grows to half-way and stays, as LiResNet's ε does: ε·(0.1 + 1.4·min(2t/T, 1))", () => {
    for (const [text, duration, least, most] of [
      ["[0.1]-[50%:1.5]", 800, 0.1, 1.5],
      ["[0.1]-[50%:3]", 800, 0.1, 3],
    ] as const) {
      const radius = parseSchedule(text, duration, 36 / 255);
      for (const time of [0, 0.25, 1, 100, 399, 400, 400.5, 799, 800]) {
        const expected = least + (most - least) * Math.min((2 * time) / duration, 1);
        assert.ok(Math.abs(radius.at(time) - expected) < 1e-12, `${text} at ${time}`);
      }
    }
    assert.ok(Math.abs(parseSchedule("[0.1]-[50%:1.5]", 800, 1).at(100) - 0.45) < 1e-12);
  });

  it("stays finite for a base value of 0", () => {
    assert.deepEqual(atEach("logarithmic", [0, 10], 10, 0), [0.01, 1]);
    assert.throws(() => parseSchedule("decay_to_0.1", 10, 0), GloroError);
  });

  it("names the position and what it expected", () => {
    const cases: [string, number, RegExp][] = [
      ["[0.1", 4, /"\]"/],
      ["[0.1]-[x]", 7, /number/],
      ["[]-[1]", 1, /number/],
      ["[0.1]-foo-[1]", 5, /-exp-/],
      ["[0.1]-[0.5]-[1]", 7, /time/],
      ["[0.1]-[1]-", 9, /end/],
      ["-[0.1]-[1]", 0, /section/],
      ["[0.1]-[2.5:1]", 7, /whole number/],
      ["[0.1]-[-3:1]", 7, /whole number/],
      ["[0]-[8:1]-[4:2]-[3]", 10, /epoch 8/],
      ["[0]-exp-[1]", 0, /positive/],
      ["[1]-exp-[0]", 8, /positive/],
    ];
    for (const [text, position, expected] of cases) {
      assert.throws(
        () => parseSchedule(text, 10, 1),
        (error) => {
          assert.ok(error instanceof ScheduleSyntaxError, `${text}: ${String(error)}`);
          assert.equal(error.position, position, text);
          assert.match(error.expected, expected, text);
          return true;
        },
      );
    }
    for (const text of ["", "decay_foo", "linear_", "decay_to_", "cosine"]) {
      assert.throws(() => parseSchedule(text, 10, 1), UnknownWordError, text);
    }
    assert.throws(() => parseSchedule("fixed", 0, 1), GloroError);
  });
});
