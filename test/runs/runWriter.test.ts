import assert from "node:assert/strict";
import { appendFileSync, readFileSync, statSync } from "node:fs";
import { readMetrics } from "../../src/runs/readMetrics.js";
import { openRun } from "../../src/runs/runFolder.js";
import { runPaths } from "../../src/runs/runPaths.js";
import { RunWriter } from "../../src/runs/runWriter.js";
import { exampleRun, stepsLine } from "./exampleRun.js";
import { temporaryFolder } from "./temporaryFolder.js";

describe("RunWriter", () => {
  it("writes the state with a heartbeat, and the end", () => {
    const { folder } = exampleRun(temporaryFolder());
    const writer = RunWriter.open(folder);
    assert.equal(openRun(folder).state.status, "starting");
    assert.equal(openRun(folder).state.process?.pid, process.pid);
    writer.updateState({ status: "running", step: 3, latest: { epoch: 0.1, step: 3, loss: NaN } });
    assert.equal(openRun(folder).state.step, 3);
    assert.equal(openRun(folder).state.latest?.loss, null, "JSON has no NaN");
    writer.updateState({ status: "failed", message: "the loss is NaN" });
    writer.close();
    const { state } = openRun(folder);
    assert.deepEqual(
      [state.status, state.message, state.ended],
      ["failed", "the loss is NaN", state.updated],
    );
    const again = RunWriter.open(folder);
    assert.equal(openRun(folder).state.message, undefined, "a resumed run keeps the old message");
    assert.equal(openRun(folder).state.ended, undefined);
    again.close();
  });

  it("is the only writer", () => {
    const { folder } = exampleRun(temporaryFolder());
    const writer = RunWriter.open(folder);
    assert.throws(() => RunWriter.open(folder), { name: "RunLockedError" });
    writer.close();
    RunWriter.open(folder).close();
  });

  it("knows the length of the metrics in bytes", () => {
    const { folder } = exampleRun(temporaryFolder());
    const writer = RunWriter.open(folder);
    writer.appendMetrics({ ...stepsLine(1), lipschitz: { größe: 2 } });
    assert.equal(writer.metricsBytes, statSync(runPaths.metrics(folder)).size);
    writer.close();
    const again = RunWriter.open(folder);
    assert.equal(again.metricsBytes, statSync(runPaths.metrics(folder)).size);
    again.close();
  });

  it("drops a line that a killed trainer left unfinished", () => {
    const { folder } = exampleRun(temporaryFolder());
    const path = runPaths.metrics(folder);
    const whole = JSON.stringify(stepsLine(1)) + "\n";
    for (const rest of ["", "{", JSON.stringify(stepsLine(2))]) {
      appendFileSync(path, rest);
      RunWriter.open(folder).close();
      assert.equal(readFileSync(path, "utf8"), "");
    }
    appendFileSync(path, whole + JSON.stringify(stepsLine(2)));
    RunWriter.open(folder).close();
    assert.equal(readFileSync(path, "utf8"), whole);
  });

  it("rewinds to a checkpoint, and readers can tell", () => {
    const { folder } = exampleRun(temporaryFolder());
    const writer = RunWriter.open(folder);
    writer.appendMetrics(stepsLine(1));
    const atCheckpoint = writer.metricsBytes;
    writer.appendMetrics(stepsLine(2));
    writer.rewind(atCheckpoint);
    assert.equal(writer.metricsBytes, atCheckpoint);
    writer.appendMetrics(stepsLine(3));
    writer.close();
    assert.deepEqual(readMetrics(folder).lines, [stepsLine(1), stepsLine(3)]);
    assert.equal(openRun(folder).state.resumes, 1);
  });

  it("refuses a checkpoint that does not fit the metrics", () => {
    const { folder } = exampleRun(temporaryFolder());
    const writer = RunWriter.open(folder);
    writer.appendMetrics(stepsLine(1));
    const size = writer.metricsBytes;
    assert.throws(
      () => {
        writer.rewind(size + 1);
      },
      {
        name: "RunFormatError",
        message: `${runPaths.metrics(folder)}: the checkpoint was written at ${size + 1} bytes, but only ${size} are left. Start a new run.`,
      },
    );
    assert.throws(() => {
      writer.rewind(size - 1);
    }, /no line ends at byte/);
    assert.equal(statSync(runPaths.metrics(folder)).size, size);
    writer.close();
  });

  it("logs lines with their time", () => {
    const { folder } = exampleRun(temporaryFolder());
    const writer = RunWriter.open(folder);
    writer.log("started");
    writer.log("ended");
    writer.close();
    assert.match(readFileSync(runPaths.log(folder), "utf8"), /^\S+Z started\n\S+Z ended\n$/);
  });
});
