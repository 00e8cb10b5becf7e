import assert from "node:assert/strict";
import { RedrawnLine } from "../../../src/cli/drawing/redrawnLine.js";

describe("RedrawnLine", () => {
  it("erases the line before it draws another, and writes nothing for the same", () => {
    const written: string[] = [];
    const line = new RedrawnLine((text) => void written.push(text));
    line.draw("one");
    line.draw("one");
    line.draw("two");
    line.clear();
    line.clear();
    const erase = "\r\u001b[2K";
    assert.deepEqual(written, [`${erase}one`, `${erase}two`, erase]);
  });
});
