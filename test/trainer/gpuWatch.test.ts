import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import type { GpuReading } from "../../src/engine/nvidiaGpu.js";
import { GpuWatch } from "../../src/trainer/gpuWatch.js";

describe("GpuWatch", () => {
  const reading = (memoryUsedBytes: number): GpuReading => ({
    name: "a card",
    memoryUsedBytes,
    memoryTotalBytes: 100,
    driver: "1",
  });

  it("is none where no card tells", async () => {
    assert.equal(await GpuWatch.open(() => Promise.resolve(undefined)), undefined);
  });

  it("asks again when a reading is old, one question at a time, and keeps the last that came", async () => {
    let [time, asked] = [0, 0];
    const answers = [reading(1), reading(2), undefined];
    const watch = await GpuWatch.open(
      () => Promise.resolve(answers[asked++]),
      () => time,
    );
    assert.equal(watch?.latest?.memoryUsedBytes, 1);
    time = 4999;
    assert.equal(watch.latest.memoryUsedBytes, 1);
    assert.equal(asked, 1);
    time = 5000;
    assert.equal(watch.latest.memoryUsedBytes, 1);
    time = 10_000;
    assert.equal(watch.latest.memoryUsedBytes, 1);
    assert.equal(asked, 2);
    await setImmediate();
    assert.equal(watch.latest.memoryUsedBytes, 2);
    await setImmediate();
    assert.equal(asked, 3);
    assert.equal(watch.latest.memoryUsedBytes, 2);
  });
});
