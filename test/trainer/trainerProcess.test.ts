import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { appendFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { checkpointRequested, requestCheckpoint } from "../../src/runs/checkpointRequest.js";
import { loadCheckpoint } from "../../src/runs/checkpoint.js";
import { openRun } from "../../src/runs/runFolder.js";
import type { Run } from "../../src/runs/runFolder.js";
import { runPaths } from "../../src/runs/runPaths.js";
import { hasEnded } from "../../src/runs/state.js";
import type { Ending } from "../../src/trainer/ending.js";
import type { FromTrainer } from "../../src/trainer/protocol.js";
import { startTrainer } from "../../src/trainer/startTrainer.js";
import type { Trainer } from "../../src/trainer/startTrainer.js";
import { stopRun } from "../../src/trainer/stopRun.js";
import { metricsWithoutTiming } from "./metricsWithoutTiming.js";
import { temporaryFolder } from "./temporaryFolder.js";
import { createTinyRun } from "./tinyRun.js";

const startAndDie = fileURLToPath(new URL("./fixtures/startAndDie.ts", import.meta.url));

describe("a trainer's process", () => {
  const folder = temporaryFolder();

  /** Trains in a process of its own; `hear` may stop it. */
  async function trainApart(
    run: Run,
    hear: (message: FromTrainer, trainer: () => Trainer | undefined) => void = () => undefined,
  ): Promise<Ending> {
    const started: { trainer?: Trainer } = {};
    started.trainer = await startTrainer({
      folder: run.folder,
      attachment: "attached",
      onMessage: (message) => {
        hear(message, () => started.trainer);
      },
    });
    return started.trainer.ending;
  }

  async function ended(run: Run): Promise<Run> {
    for (let waited = 0; waited < 30_000; waited += 50) {
      const now = openRun(run.folder);
      if (hasEnded(now.state.status)) return now;
      await setTimeout(50);
    }
    throw new Error(`${run.id} goes on and on.`);
  }

  for (const seed of [1, 2]) {
    it(`killed again and again (seed ${seed}), it writes what one never killed writes`, async () => {
      const whole = createTinyRun(folder.path);
      assert.deepEqual(await trainApart(whole), { kind: "finished" });

      const run = createTinyRun(folder.path);
      const random = xoroshiro128plus(seed);
      let kills = 0;
      for (;;) {
        let messages = uniformInt(random, 5, 16);
        const ending = await trainApart(run, (_, trainer) => {
          messages -= 1;
          if (messages === 0) trainer()?.stop("now");
        });
        if (ending.kind !== "killed") {
          assert.deepEqual(ending, { kind: "finished" });
          break;
        }
        kills += 1;
        assert.equal(openRun(run.folder).state.status, "failed");
        // As if the kill had torn a line.
        appendFileSync(runPaths.metrics(run.folder), '{"type":"steps","st');
      }
      assert.ok(kills > 0, "never killed: this proves nothing");
      assert.deepEqual(
        metricsWithoutTiming(run.folder),
        metricsWithoutTiming(whole.folder),
        `after ${kills} kills`,
      );
      assert.deepEqual(
        loadCheckpoint(run.folder, "last").tensors,
        loadCheckpoint(whole.folder, "last").tensors,
      );
    });
  }

  it("saves a checkpoint when it is asked to stop", async () => {
    const run = createTinyRun(folder.path, { epochs: 100 });
    const ending = await trainApart(run, ({ type }, trainer) => {
      if (type === "steps") trainer()?.stop("gracefully");
    });
    assert.deepEqual(ending, { kind: "stopped" });
    const { progress } = loadCheckpoint(run.folder, "last");
    assert.equal(progress.step, openRun(run.folder).state.step);
  });

  it("saves a checkpoint when a file asks for one, and trains on", async () => {
    const run = createTinyRun(folder.path, {
      epochs: 1000,
      checkpoints: { everyEpochs: 1000 },
    });
    let asked = false;
    let saved: { step: number } | undefined;
    const ending = await trainApart(run, ({ type }, trainer) => {
      if (type !== "epoch") return;
      if (!asked) requestCheckpoint(run.folder);
      else if (!saved && !checkpointRequested(run.folder)) {
        saved = loadCheckpoint(run.folder, "last").progress;
        trainer()?.stop("gracefully");
      }
      asked = true;
    });
    assert.deepEqual(ending, { kind: "stopped" });
    const { step } = openRun(run.folder).state;
    assert.ok(saved && saved.step > 0 && saved.step < step, `${saved?.step} of ${step}`);
  });

  it("stops gracefully on SIGTERM", async () => {
    const run = createTinyRun(folder.path, { epochs: 100 });
    const ending = await trainApart(run, ({ type }, trainer) => {
      const pid = trainer()?.pid;
      if (type === "epoch" && pid !== undefined) process.kill(pid, "SIGTERM");
    });
    assert.deepEqual(ending, { kind: "stopped" });
  });

  it("refuses a run that another trainer has, and leaves that one alone", async () => {
    const run = createTinyRun(folder.path, { epochs: 100 });
    let second: Promise<Ending> | undefined;
    const first = trainApart(run, ({ type }, trainer) => {
      if (type !== "epoch" || second) return;
      second = trainApart(run);
      void second.then(() => trainer()?.stop("gracefully"));
    });
    assert.deepEqual(await first, { kind: "stopped" });
    const refused = await second;
    assert.ok(refused?.kind === "failed" && !refused.defect, JSON.stringify(refused));
    assert.match(refused.message, /is held by process \d+ on .*\. Stop it first\./);
  });

  it("stops with a checkpoint when the process that it is attached to dies", async () => {
    const run = createTinyRun(folder.path, { epochs: 100 });
    const starter = spawnSync("node", ["--import", "tsx", startAndDie, run.folder, "attached"]);
    assert.equal(starter.signal, "SIGKILL", starter.stderr.toString());
    const { state } = await ended(run);
    assert.equal(state.status, "stopped", state.message);
    assert.equal(loadCheckpoint(run.folder, "last").progress.step, state.step);
  });

  it("trains on, detached, when the process that started it dies, until it is stopped", async () => {
    const run = createTinyRun(folder.path, { epochs: 100 });
    const starter = spawnSync("node", ["--import", "tsx", startAndDie, run.folder, "detached"]);
    assert.equal(starter.signal, "SIGKILL", starter.stderr.toString());
    const { step } = openRun(run.folder).state;
    await setTimeout(1500);
    const later = openRun(run.folder).state;
    assert.equal(later.status, "running", later.message);
    assert.ok(later.step > step, `from step ${step} to ${later.step}`);
    assert.equal((await stopRun(run.folder, "gracefully")).status, "stopped");
  });

  it("is stopped at once by whoever asks, and shows as interrupted", async () => {
    const run = createTinyRun(folder.path, { epochs: 100 });
    let stopped: ReturnType<typeof stopRun> | undefined;
    const ending = await trainApart(run, ({ type }) => {
      if (type === "epoch") stopped ??= stopRun(run.folder, "now");
    });
    assert.deepEqual(ending, { kind: "killed", signal: "SIGKILL" });
    const state = await stopped;
    assert.equal(state?.status, "failed");
    assert.match(state.message ?? "", /^interrupted: /);
    await assert.rejects(stopRun(run.folder, "now"), /^GloroError: No trainer has .*failed\.$/);
  });
});
