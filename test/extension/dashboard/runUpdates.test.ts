import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { appendFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { runUpdates } from "../../../src/extension/dashboard/runUpdates.js";
import type { RunUpdate } from "../../../src/extension/dashboard/messages.js";
import { runPaths } from "../../../src/runs/runPaths.js";
import { readState, writeState } from "../../../src/runs/runState.js";
import { RunWriter } from "../../../src/runs/runWriter.js";
import { exampleRun, stepsLine } from "../../runs/exampleRun.js";
import { temporaryFolder } from "../../runs/temporaryFolder.js";
import { trainedRun } from "../../runs/trainedRun.js";

/** The updates of a run, each in a few words. */
function following(folder: string) {
  const abort = new AbortController();
  const updates = runUpdates(folder, { signal: abort.signal, pollMs: 20, restMs: 20 });
  return {
    next: async () => {
      const { value, done } = await updates.next();
      return done ? "end" : inWords(value);
    },
    /** Closes what watches the folder. */
    stop: async () => {
      abort.abort();
      await updates.return();
    },
  };
}

function inWords(update: RunUpdate): string {
  switch (update.type) {
    case "run":
      return `run ${update.run.status}`;
    case "metrics":
      return `metrics ${update.lines.map(({ step }) => step).join()}`;
    case "findings":
      return `findings ${update.findings.map(({ kind }) => kind).join()}`;
    case "problem":
      return `problem ${update.problem.kind}`;
    default:
      return update.type;
  }
}

describe("runUpdates", () => {
  it("go on when a run that has ended is resumed", async () => {
    const { folder } = exampleRun(temporaryFolder());
    const { next, stop } = following(folder);
    assert.equal(await next(), "run queued");
    const first = RunWriter.open(folder);
    first.appendMetrics(stepsLine(1));
    first.updateState({ status: "stopped" });
    first.close();
    assert.equal(await next(), "run stopped");
    assert.equal(await next(), "metrics 1");
    const second = RunWriter.open(folder);
    second.appendMetrics(stepsLine(2));
    assert.equal(await next(), "rewound");
    assert.equal(await next(), "run starting");
    assert.equal(await next(), "metrics 1,2");
    second.close();
    await stop();
  });

  it("show the lines around a broken one, and tell of it", async () => {
    const { folder } = exampleRun(temporaryFolder());
    const line = (step: number) => `${JSON.stringify(stepsLine(step))}\n`;
    writeFileSync(runPaths.metrics(folder), `${line(1)}{"type":"ste\n${line(2)}`);
    const { next, stop } = following(folder);
    assert.equal(await next(), "run queued");
    assert.equal(await next(), "problem brokenLine");
    assert.equal(await next(), "metrics 1,2");
    appendFileSync(runPaths.metrics(folder), line(3));
    assert.equal(await next(), "metrics 3");
    await stop();
    assert.equal(await next(), "end");
  });

  it("tell that a run is gone, and show it when it is back", async () => {
    const { folder } = exampleRun(temporaryFolder());
    const { next, stop } = following(folder);
    assert.equal(await next(), "run queued");
    renameSync(folder, `${folder}-away`);
    assert.equal(await next(), "problem missing");
    renameSync(`${folder}-away`, folder);
    assert.equal(await next(), "rewound");
    assert.equal(await next(), "run queued");
    await stop();
  });

  it("tell that a run cannot be read", async () => {
    const { folder } = exampleRun(temporaryFolder());
    writeFileSync(runPaths.state(folder), "{}");
    const { next, stop } = following(folder);
    assert.equal(await next(), "problem unreadable");
    rmSync(folder, { recursive: true });
    assert.equal(await next(), "problem missing");
    await stop();
  });

  it("tell that a file of a run cannot be read, as while its folder is being deleted", async () => {
    const { folder } = exampleRun(temporaryFolder());
    rmSync(runPaths.config(folder));
    const { next, stop } = following(folder);
    assert.equal(await next(), "problem unreadable");
    rmSync(folder, { recursive: true });
    assert.equal(await next(), "problem missing");
    await stop();
  });

  it("leave what was told of a run that has ended, when it is deleted", async () => {
    const { folder } = exampleRun(temporaryFolder());
    const writer = RunWriter.open(folder);
    writer.appendMetrics(stepsLine(1));
    writer.updateState({ status: "finished" });
    writer.close();
    const { next, stop } = following(folder);
    assert.equal(await next(), "run finished");
    assert.equal(await next(), "metrics 1");
    rmSync(folder, { recursive: true });
    assert.equal(await next(), "problem missing");
    await stop();
  });

  it("tell of a last line that a killed trainer left unfinished", async () => {
    const { folder } = exampleRun(temporaryFolder());
    const line = `${JSON.stringify(stepsLine(1))}\n`;
    writeFileSync(runPaths.metrics(folder), `${line}${line.slice(0, -9)}`);
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    const process_ = { pid, host: hostname() };
    writeState(folder, { ...readState(folder), status: "running", process: process_ });
    const { next, stop } = following(folder);
    assert.equal(await next(), "run interrupted");
    assert.equal(await next(), "metrics 1");
    assert.equal(await next(), "problem brokenLine");
    await stop();
  });

  it("tell what keeps the VRA low, where something does", async () => {
    const { folder } = exampleRun(temporaryFolder());
    const writer = RunWriter.open(folder);
    const uncertified = { vra: 0.6, cleanAccuracy: 0.97 };
    const { lines } = trainedRun({ epochs: 2, each: () => ({ evaluation: uncertified }) });
    for (const line of lines) if (line.type === "epoch") writer.appendMetrics(line);
    writer.updateState({ status: "stopped" });
    writer.close();
    const { next, stop } = following(folder);
    assert.equal(await next(), "run stopped");
    assert.equal(await next(), "metrics 235,470");
    assert.equal(await next(), "findings smallMargins");
    await stop();
  });
});
