import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { UpdateBatches } from "../../../src/extension/dashboard/updateBatches.js";
import type { RunUpdate } from "../../../src/extension/dashboard/messages.js";

const lines = (step: number): RunUpdate => ({
  type: "problem",
  problem: { kind: "brokenLine", message: String(step) },
});

describe("UpdateBatches", () => {
  it("sends the first at once and the rest in order, four times a second at most", async () => {
    const sent: { readonly at: number; readonly updates: readonly RunUpdate[] }[] = [];
    const batches = new UpdateBatches((updates) => sent.push({ at: performance.now(), updates }));
    const start = performance.now();
    for (let step = 0; step < 60; step++) {
      batches.push(lines(step));
      await delay(10);
    }
    await delay(300);
    assert.ok(sent[0]!.at - start < 100, `first after ${sent[0]!.at - start} ms`);
    const gaps = sent.slice(1).map(({ at }, index) => at - sent[index]!.at);
    assert.ok(gaps.length >= 2 && gaps.every((gap) => gap > 240), gaps.join());
    assert.deepEqual(
      sent.flatMap(({ updates }) => updates),
      Array.from({ length: 60 }, (_, step) => lines(step)),
    );
  });

  it("sends nothing after its end", async () => {
    const batches = new UpdateBatches(() => {
      assert.fail("sent");
    });
    batches.push(lines(1));
    batches.dispose();
    await delay(20);
  });
});
