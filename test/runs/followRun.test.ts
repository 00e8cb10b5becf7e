import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { followRun } from "../../src/runs/followRun.js";
import type { RunEvent } from "../../src/runs/followRun.js";
import { RunWriter } from "../../src/runs/runWriter.js";
import { exampleRun, stepsLine } from "./exampleRun.js";
import { temporaryFolder } from "./temporaryFolder.js";

async function next(events: AsyncGenerator<RunEvent, void, undefined>): Promise<string> {
  const { value, done } = await events.next();
  if (done) return "end";
  if (value.type === "state") return `state ${value.state.status}`;
  if (value.type === "metrics") return `metrics ${value.lines.map(({ step }) => step).join()}`;
  return value.type;
}

describe("followRun", () => {
  it("tells each change until the run has ended", async () => {
    const { folder } = exampleRun(temporaryFolder());
    const events = followRun(folder, { pollMs: 20 });
    assert.equal(await next(events), "state queued");
    const writer = RunWriter.open(folder);
    assert.equal(await next(events), "state starting");
    writer.appendMetrics(stepsLine(1));
    writer.appendMetrics(stepsLine(2));
    assert.equal(await next(events), "metrics 1,2");
    writer.appendMetrics(stepsLine(3));
    writer.updateState({ status: "finished" });
    writer.close();
    assert.equal(await next(events), "state finished");
    assert.equal(await next(events), "metrics 3");
    assert.equal(await next(events), "end");
  });

  it("tells that the run went back to a checkpoint, even if it has caught up since", async () => {
    const { folder } = exampleRun(temporaryFolder());
    const writer = RunWriter.open(folder);
    const events = followRun(folder, { pollMs: 20 });
    writer.appendMetrics(stepsLine(1));
    const atCheckpoint = writer.metricsBytes;
    writer.appendMetrics(stepsLine(2));
    assert.equal(await next(events), "state starting");
    assert.equal(await next(events), "metrics 1,2");
    writer.rewind(atCheckpoint);
    writer.appendMetrics(stepsLine(2));
    writer.appendMetrics(stepsLine(3));
    assert.equal(await next(events), "rewound");
    assert.equal(await next(events), "state starting");
    assert.equal(await next(events), "metrics 1,2,3");
    await events.return();
    writer.close();
  });

  it("ends when it is aborted", async () => {
    const { folder } = exampleRun(temporaryFolder());
    const abort = new AbortController();
    const events = followRun(folder, { signal: abort.signal, pollMs: 3_600_000 });
    assert.equal(await next(events), "state queued");
    const waiting = next(events);
    abort.abort();
    assert.equal(await waiting, "end");
  });

  it("wakes at a change, before the poll", async () => {
    const { folder } = exampleRun(temporaryFolder());
    const writer = RunWriter.open(folder);
    const events = followRun(folder, { pollMs: 3_600_000 });
    assert.equal(await next(events), "state starting");
    const waiting = next(events);
    writer.updateState({ status: "running" });
    assert.equal(await waiting, "state running");
    await events.return();
    writer.close();
  });

  it("fails when the run is deleted", async () => {
    const { folder } = exampleRun(temporaryFolder());
    const events = followRun(folder, { pollMs: 20 });
    await next(events);
    rmSync(folder, { recursive: true });
    await assert.rejects(next(events), { name: "RunNotFoundError" });
  });
});
