import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { loadCheckpoint, saveCheckpoint } from "../../src/runs/checkpoint.js";
import type { Checkpoint } from "../../src/runs/checkpoint.js";
import { readMetrics } from "../../src/runs/readMetrics.js";
import { openRun } from "../../src/runs/runFolder.js";
import { runPaths } from "../../src/runs/runPaths.js";
import { RunWriter } from "../../src/runs/runWriter.js";
import { requestStop } from "../../src/runs/stopRequest.js";
import { exampleRun, stepsLine } from "./exampleRun.js";
import { temporaryFolder } from "./temporaryFolder.js";

function mount(...options: string[]): boolean {
  try {
    execFileSync("mount", options, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Writes a file until the disk has no room. */
function fill(path: string): void {
  const file = openSync(path, "w");
  try {
    for (;;) writeSync(file, Buffer.alloc(4096));
  } catch (error) {
    assert.match(String(error), /ENOSPC/);
  } finally {
    closeSync(file);
  }
}

function checkpointAt(step: number, values: number): Checkpoint {
  const data = new Float32Array(values).fill(step);
  return {
    tensors: { kernel: { shape: [values], dtype: "float32", data } },
    progress: { epoch: 0, step, stepInEpoch: step, epochSums: {}, groupSums: {}, metricsBytes: 0 },
  };
}

describe("on a disk that", () => {
  describe("is small (needs the right to mount)", () => {
    let disk: string | undefined;

    beforeEach(function () {
      const folder = temporaryFolder();
      if (!mount("-t", "tmpfs", "-o", "size=256k", "tmpfs", folder)) this.skip();
      disk = folder;
    });

    afterEach(() => {
      if (disk !== undefined) execFileSync("umount", [disk]);
      disk = undefined;
    });

    it("gets full, what was written stays whole, and training can go on", () => {
      const { folder } = exampleRun(disk!);
      const writer = RunWriter.open(folder);
      writer.updateState({ status: "running", step: 1 });
      saveCheckpoint(folder, "last", checkpointAt(1, 1000));
      const full = (path: string) => ({
        name: "RunWriteError",
        code: "ENOSPC",
        message: `The disk is full: ${path} could not be written. Free some space, then resume the run.`,
      });

      assert.throws(
        () => {
          saveCheckpoint(folder, "last", checkpointAt(2, 100_000));
        },
        full(runPaths.checkpoint(folder, "last")),
      );
      assert.deepEqual(readdirSync(runPaths.checkpoints(folder)), ["last.safetensors"]);
      assert.equal(loadCheckpoint(folder, "last").progress.step, 1);

      let written = 0;
      assert.throws(
        () => {
          for (; written < 10_000; written++) writer.appendMetrics(stepsLine(written));
        },
        full(runPaths.metrics(folder)),
      );
      assert.ok(written > 0 && written < 10_000, `${written} lines fitted`);
      assert.equal(readFileSync(runPaths.metrics(folder)).length, writer.metricsBytes);
      assert.equal(readMetrics(folder).lines.length, written);
      assert.equal(openRun(folder).state.step, 1);

      rmSync(runPaths.checkpoint(folder, "last"));
      writer.appendMetrics(stepsLine(written));
      assert.equal(readMetrics(folder).lines.length, written + 1);
      writer.close();
    });

    it("has no room at all, a run ends as failed, says why, and leaves nothing that is in the way", () => {
      const { folder } = exampleRun(disk!);
      const writer = RunWriter.open(folder);
      fill(join(disk!, "other"));
      const message = "The disk is full: free some space.";
      assert.throws(() => {
        writer.updateState({ status: "failed", message });
      });
      writer.fail(message);
      writer.close();
      const { state } = openRun(folder);
      assert.equal(state.status, "failed");
      assert.equal(state.message, message);

      assert.throws(() => RunWriter.open(folder), { code: "ENOSPC" });
      rmSync(join(disk!, "other"));
      RunWriter.open(folder).close();
    });

    it("is read-only is named", () => {
      const { folder } = exampleRun(disk!);
      assert.ok(mount("-o", "remount,ro", disk!));
      const message = (path: string) =>
        `${path} is on a read-only file system. Choose a folder for runs that can be written.`;
      assert.throws(() => RunWriter.open(folder), { message: message(runPaths.lock(folder)) });
      assert.throws(
        () => {
          requestStop(folder, "now");
        },
        { message: message(runPaths.stop(folder)) },
      );
      // With the folder of runs there, and with it still to be made.
      for (const parent of [disk!, join(disk!, "project", "runs")])
        assert.throws(
          () => exampleRun(parent),
          /^RunWriteError: .* is on a read-only file system\./,
        );
      assert.equal(openRun(folder).state.status, "queued", "it can still be read");
    });
  });

  it("has a file where the folder should be is named", () => {
    const file = join(temporaryFolder(), "runs");
    writeFileSync(file, "");
    assert.throws(() => exampleRun(join(file, "inside")), {
      name: "RunWriteError",
      message: /cannot be written: a file stands where its folder should be\./,
    });
  });

  it("loses the run's folder while it is written is named", () => {
    const parent = temporaryFolder();
    const { folder } = exampleRun(parent);
    const writer = RunWriter.open(folder);
    writer.appendMetrics(stepsLine(1));
    const moved = join(parent, "moved");
    renameSync(folder, moved);
    const writes: [path: string, write: () => void][] = [
      [
        runPaths.metrics(folder),
        () => {
          writer.appendMetrics(stepsLine(2));
        },
      ],
      [
        runPaths.state(folder),
        () => {
          writer.updateState({ step: 2 });
        },
      ],
      [
        runPaths.log(folder),
        () => {
          writer.log("still here");
        },
      ],
      [
        runPaths.metrics(folder),
        () => {
          saveCheckpoint(folder, "last", checkpointAt(1, 1));
        },
      ],
    ];
    for (const [path, write] of writes) {
      assert.throws(write, {
        name: "RunWriteError",
        code: "ENOENT",
        message: `${path} is gone: the run's folder was deleted or moved. Move it back, or start a new run.`,
      });
    }
    renameSync(moved, folder);
    writer.appendMetrics(stepsLine(2));
    assert.equal(readMetrics(folder).lines.length, 2);
    writer.close();
  });
});
