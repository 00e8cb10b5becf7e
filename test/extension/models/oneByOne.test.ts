import assert from "node:assert/strict";
import { setImmediate as turn } from "node:timers/promises";
import { oneByOne } from "../../../src/extension/models/oneByOne.js";

describe("oneByOne", () => {
  it("works on one file at a time, and goes on after one that fails", async () => {
    const log: string[] = [];
    const done = await oneByOne(
      ["a", "b", "c"],
      async (file, index) => {
        log.push(`begin ${file} ${index}`);
        await turn();
        if (file === "b") throw new Error("broken");
        log.push(`end ${file}`);
        return true;
      },
      {
        signal: new AbortController().signal,
        onFailed: (error, file) => log.push(`${file}: ${String(error)}`),
      },
    );
    const expected = ["begin a 0", "end a", "begin b 1", "b: Error: broken", "begin c 2", "end c"];
    assert.deepEqual(log, expected);
    assert.equal(done, 2);
  });

  it("begins no file once it is to end, and counts none that came to nothing", async () => {
    const abort = new AbortController();
    const begun: string[] = [];
    const failed: string[] = [];
    const done = await oneByOne(
      ["a", "b", "c"],
      (file) => {
        begun.push(file);
        if (file === "b") abort.abort();
        return Promise.resolve(file !== "b");
      },
      { signal: abort.signal, onFailed: (_, file) => failed.push(file) },
    );
    assert.deepEqual(begun, ["a", "b"]);
    assert.deepEqual(failed, []);
    assert.equal(done, 1);
  });
});
