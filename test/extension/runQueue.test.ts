import assert from "node:assert/strict";
import { RunQueue } from "../../src/extension/training/runQueue.js";

describe("RunQueue", () => {
  const queueOf = (...folders: string[]) => {
    const saved: (readonly string[])[] = [];
    return { queue: new RunQueue(folders, (now) => saved.push(now)), saved };
  };

  it("keeps the order, and each run once", () => {
    const { queue, saved } = queueOf("a");
    queue.add("b");
    queue.add("a");
    queue.add("c");
    assert.deepEqual(queue.due(new Set(), 9), ["a", "b", "c"]);
    assert.deepEqual([queue.place("a"), queue.place("c"), queue.place("x")], [1, 3, 0]);
    assert.deepEqual(saved, [
      ["a", "b"],
      ["a", "b", "c"],
    ]);
  });

  it("starts no more than may run, whoever trains the others", () => {
    const { queue } = queueOf("a", "b", "c");
    assert.deepEqual(queue.due(new Set(), 1), ["a"]);
    assert.deepEqual(queue.due(new Set(["other"]), 1), []);
    assert.deepEqual(queue.due(new Set(["other", "a"]), 3), ["b"]);
    assert.deepEqual(queue.due(new Set(["x", "y", "z"]), 1), []);
  });

  it("saves what is left of it", () => {
    const { queue, saved } = queueOf("a", "b", "c");
    queue.remove("b");
    queue.remove("b");
    queue.retain((folder) => folder === "c");
    queue.retain(() => true);
    assert.deepEqual(saved, [["a", "c"], ["c"]]);
  });
});
