import assert from "node:assert/strict";
import { timeSpan } from "../../src/extension/numbers.js";
import { runDescription, runTooltip } from "../../src/extension/runs/runLabel.js";
import { phaseTokens } from "../../src/extension/runs/runPhase.js";
import { runStatus } from "../../src/extension/status/statusText.js";
import { record, t } from "./exampleRecords.js";

describe("runLabel", () => {
  const running = record("r", {
    status: "running",
    epoch: 3.4,
    etaSeconds: 125,
    best: { epoch: 3, step: 700, vra: 0.951 },
    latest: { epoch: 3.4, step: 790, vra: 0.5 },
  });

  it("says of a running run where it is, its best VRA and the time left", () => {
    assert.equal(runDescription(running, "running", 0, t), "epoch 3/12 · VRA 95.1% · 2m 05s left");
  });

  it("leaves out what is not known yet", () => {
    const fresh = record("r", { status: "starting", epoch: 0, etaSeconds: 9 });
    assert.equal(runDescription(fresh, "running", 0, t), "starting");
  });

  it("says why a run failed, in a line", () => {
    const failed = record("r", {
      status: "failed",
      epoch: 2,
      message: "The disk is full.\nat x.ts",
    });
    assert.equal(runDescription(failed, "failed", 0, t), "The disk is full. · epoch 2/12");
    assert.ok(runTooltip(failed, "failed", t).includes("The disk is full.\nat x.ts"));
  });

  it("says when a waiting run's turn is", () => {
    const waiting = record("r", { status: "queued" });
    assert.equal(runDescription(waiting, "waiting", 1, t), "next");
    assert.equal(runDescription(waiting, "waiting", 3, t), "place 3 in the queue");
  });

  it("gives the menus what can be done", () => {
    assert.equal(phaseTokens("running"), "run running canStop");
    assert.equal(phaseTokens("interrupted"), "run interrupted canResume canRemove");
  });

  it("says times as people do", () => {
    const spans = [0, 59.4, 60, 125, 3599.6, 7620, 86_399, 100_800].map(timeSpan);
    assert.deepEqual(spans, [
      "0 s",
      "59 s",
      "1m 00s",
      "2m 05s",
      "1h 00m",
      "2h 07m",
      "24h 00m",
      "1d 04h",
    ]);
  });

  it("shows the run that started last in the status bar, and how many others there are", () => {
    const later = record(
      "s",
      { ...running.state, started: "2026-11-22T20:00:00.000Z" },
      { name: "$(x)" },
    );
    assert.equal(runStatus([record("o")], t), undefined);
    assert.equal(
      runStatus([running], t)?.text,
      "mnist-quick  epoch 3/12 · VRA 95.1% · 2m 05s left",
    );
    const status = runStatus([running, later], t);
    assert.equal(status?.run, later);
    assert.equal(
      status.text.replaceAll("\u200B", "|"),
      "$|(x) +1  epoch 3/12 · VRA 95.1% · 2m 05s left",
    );
  });
});
