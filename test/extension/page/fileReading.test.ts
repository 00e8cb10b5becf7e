import assert from "node:assert/strict";
import { setImmediate as turn } from "node:timers/promises";
import { FileReading } from "../../../src/extension/page/fileReading.js";
import type { ReadFile } from "../../../src/extension/page/fileReading.js";

function reading(read: ReadFile<string>) {
  const told: unknown[] = [];
  const made = new FileReading("/a", read, (message) => told.push(message));
  return { made, told };
}

describe("FileReading", () => {
  it("tells what is found, and keeps it for who comes later", async () => {
    const { made, told } = reading(async (file, tell) => {
      tell(`${file} is a model`);
      await turn();
      tell("and is sound");
    });
    assert.deepEqual(told, ["/a is a model"]);
    await turn();
    assert.deepEqual(told, ["/a is a model", "and is sound"]);
    assert.deepEqual(made.messages, told);
  });

  it("tells why it failed, after what was found", async () => {
    const { made, told } = reading(async (_, tell) => {
      tell("a model");
      await Promise.reject(new Error("The rest is missing."));
    });
    await turn();
    assert.deepEqual(told, ["a model", { type: "failed", message: "The rest is missing." }]);
    assert.deepEqual(made.messages, told);
  });

  it("tells nothing once it is disposed, and says so to who reads", async () => {
    let wasAborted = false;
    const { made, told } = reading(async (_, tell, signal) => {
      await turn();
      wasAborted = signal.aborted;
      tell("late");
      throw new Error("Later.");
    });
    made.dispose();
    await turn();
    await turn();
    assert.equal(wasAborted, true);
    assert.deepEqual(told, []);
    assert.deepEqual(made.messages, []);
  });
});
