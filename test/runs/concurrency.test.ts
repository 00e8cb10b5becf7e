import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { hasCheckpoint, loadCheckpoint } from "../../src/runs/checkpoint.js";
import { followRun } from "../../src/runs/followRun.js";
import { readMetrics } from "../../src/runs/readMetrics.js";
import { openRun } from "../../src/runs/runFolder.js";
import { RunWriter } from "../../src/runs/runWriter.js";
import { exampleRun } from "./exampleRun.js";
import { temporaryFolder } from "./temporaryFolder.js";

const script = new URL("writeRun.ts", import.meta.url).pathname;

function writeRun(folder: string, steps: number): { child: ChildProcess; exit: Promise<unknown> } {
  const child = spawn(process.execPath, ["--import", "tsx", script, folder, String(steps)], {
    stdio: "inherit",
  });
  return { child, exit: once(child, "exit") };
}

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe("a run that is read while it is written", () => {
  it("shows whole lines and whole states to two readers", async () => {
    const { folder } = exampleRun(temporaryFolder());
    const { child, exit } = writeRun(folder, 400);
    const follow = async () => {
      const steps: number[] = [];
      const states: number[] = [];
      for await (const event of followRun(folder, { pollMs: 20 })) {
        if (event.type === "metrics") steps.push(...event.lines.map(({ step }) => step));
        if (event.type === "state") states.push(event.state.step);
      }
      return { steps, states };
    };
    const followers = await Promise.all([follow(), follow(), exit]);
    assert.equal(child.exitCode, 0);
    for (const { steps, states } of followers.slice(0, 2) as {
      steps: number[];
      states: number[];
    }[]) {
      assert.deepEqual(steps, range(1, 400));
      assert.deepEqual(
        states,
        states.toSorted((a, b) => a - b),
      );
      assert.ok(states.length > 2, "the reader saw only the end: nothing was concurrent");
    }
  });

  it("can be read after kill -9 at any moment, and be resumed without a gap", async () => {
    const random = xoroshiro128plus(1);
    let interrupted = 0;
    for (let round = 0; round < 6; round++) {
      const { folder } = exampleRun(temporaryFolder());
      const { child, exit } = writeRun(folder, 1_000_000);
      while (openRun(folder).state.step === 0) await delay(5);
      const wait = uniformInt(random, 0, 60);
      await delay(wait);
      child.kill("SIGKILL");
      await exit;
      const where = `round ${round}, killed after ${wait} ms`;

      const { state } = openRun(folder);
      assert.equal(state.status, "failed", where);
      assert.match(state.message ?? "", /^interrupted: /, where);
      const steps = readMetrics(folder).lines.map(({ step }) => step);
      assert.deepEqual(steps, range(1, steps.length), where);

      const writer = RunWriter.open(folder);
      if (hasCheckpoint(folder, "last")) {
        const { tensors, progress } = loadCheckpoint(folder, "last");
        assert.ok(
          tensors["kernel"]?.data.every((value) => value === progress.step),
          where,
        );
        writer.rewind(progress.metricsBytes);
        assert.equal(readMetrics(folder).lines.at(-1)?.step, progress.step, where);
        interrupted++;
      }
      writer.close();
    }
    assert.ok(interrupted > 0, "no round came as far as a checkpoint");
  });
});
