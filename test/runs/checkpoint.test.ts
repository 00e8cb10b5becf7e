import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import type { HostTensors } from "../../src/gloro/program.js";
import { GloroError } from "../../src/gloro/errors.js";
import { hasCheckpoint, loadCheckpoint, saveCheckpoint } from "../../src/runs/checkpoint.js";
import type { Progress } from "../../src/runs/checkpoint.js";
import { runPaths } from "../../src/runs/runPaths.js";
import { exampleRun } from "./exampleRun.js";
import { temporaryFolder } from "./temporaryFolder.js";

const tensors: HostTensors = {
  "dense_1/kernel": { shape: [2, 2], dtype: "float32", data: Float32Array.of(1, -2, 1e-40, 3) },
  "adam/step": { shape: [], dtype: "int32", data: Int32Array.of(7) },
  mask: { shape: [2], dtype: "bool", data: Uint8Array.of(0, 1) },
};

const progress: Progress = {
  epoch: 3,
  step: 350,
  stepInEpoch: 50,
  epochSums: { loss: 0.1 + 0.2, count: 50 },
  groupSums: { loss: Math.PI },
  best: { epoch: 2, step: 200, vra: 0.75 },
  metricsBytes: 0,
};

describe("checkpoint", () => {
  it("gives back tensors and progress exactly, sums in float64", () => {
    const { folder } = exampleRun(temporaryFolder());
    assert.equal(hasCheckpoint(folder, "last"), false);
    saveCheckpoint(folder, "last", { tensors, progress });
    assert.equal(hasCheckpoint(folder, "last"), true);
    assert.deepEqual(loadCheckpoint(folder, "last"), { tensors, progress });
    assert.deepEqual(readdirSync(runPaths.checkpoints(folder)), ["last.safetensors"]);
  });

  it("says that there is none", () => {
    const { folder } = exampleRun(temporaryFolder());
    assert.throws(() => loadCheckpoint(folder, "best"), {
      name: "NoCheckpointError",
      message: `There is no checkpoint ${runPaths.checkpoint(folder, "best")}: the run ended before its first. Start it anew.`,
    });
  });

  it("notices any flipped byte and any cut", () => {
    const { folder } = exampleRun(temporaryFolder());
    saveCheckpoint(folder, "last", { tensors, progress });
    const path = runPaths.checkpoint(folder, "last");
    const file = readFileSync(path);
    for (let at = 0; at < file.length; at++) {
      for (const flip of [1, 0x20, 0x80]) {
        const damaged = Buffer.from(file);
        damaged[at]! ^= flip;
        writeFileSync(path, damaged);
        assert.throws(() => loadCheckpoint(folder, "last"), GloroError, `byte ${at} ^ ${flip}`);
      }
      writeFileSync(path, file.subarray(0, at));
      assert.throws(() => loadCheckpoint(folder, "last"), GloroError, `cut at ${at}`);
    }
    writeFileSync(path, file);
    assert.deepEqual(loadCheckpoint(folder, "last").progress, progress);
  });

  it("says of a tensor's flipped byte that the checkpoint is damaged", () => {
    const { folder } = exampleRun(temporaryFolder());
    saveCheckpoint(folder, "last", { tensors, progress });
    const path = runPaths.checkpoint(folder, "last");
    const file = readFileSync(path);
    file[file.length - 3]! ^= 1;
    writeFileSync(path, file);
    assert.throws(() => loadCheckpoint(folder, "last"), {
      name: "RunFormatError",
      message: `${path}: the checkpoint is damaged: its content does not match its SHA-256.`,
    });
  });

  it("refuses sums that are not finite, and keeps the old checkpoint", () => {
    const { folder } = exampleRun(temporaryFolder());
    saveCheckpoint(folder, "last", { tensors, progress });
    const diverged = { ...progress, epochSums: { loss: NaN } };
    assert.throws(() => {
      saveCheckpoint(folder, "last", { tensors, progress: diverged });
    });
    assert.deepEqual(loadCheckpoint(folder, "last").progress, progress);
  });

  it("refuses data that are not of their element type", () => {
    const { folder } = exampleRun(temporaryFolder());
    const wrong: HostTensors = { w: { shape: [1], dtype: "int32", data: Float32Array.of(1) } };
    assert.throws(() => {
      saveCheckpoint(folder, "last", { tensors: wrong, progress });
    }, /"w" is int32, but its data are not\./);
    assert.equal(existsSync(runPaths.checkpoint(folder, "last")), false);
  });
});
