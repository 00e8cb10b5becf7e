import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { hostname } from "node:os";
import { ownIdentity } from "../../src/runs/processIdentity.js";
import type { RunState } from "../../src/runs/state.js";
import { statusOf } from "../../src/runs/statusOf.js";

const running: RunState = {
  status: "running",
  created: "2026-11-22T14:15:30.000Z",
  updated: "2026-11-22T14:20:00.000Z",
  resumes: 0,
  epoch: 1.5,
  step: 150,
  epochs: 5,
};

describe("statusOf", () => {
  it("believes a run whose trainer lives", () => {
    const state = { ...running, process: ownIdentity() };
    assert.equal(statusOf(state), state);
  });

  it("shows a run as interrupted whose trainer is gone", () => {
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    const state = statusOf({ ...running, process: { pid, host: hostname() } });
    assert.equal(state.status, "failed");
    assert.equal(
      state.message,
      `interrupted: process ${pid} on ${hostname()} is gone. Resume the run to go on from its last checkpoint.`,
    );
    assert.equal(state.ended, running.updated);
  });

  it("goes by the heartbeat of a trainer on another host", () => {
    const state: RunState = { ...running, process: { pid: 1, host: "elsewhere" } };
    assert.equal(statusOf(state, new Date("2026-11-22T14:21:59Z")).status, "running");
    assert.equal(statusOf(state, new Date("2026-11-22T14:22:01Z")).status, "failed");
  });

  it("leaves endings, and a queued run that has no trainer yet", () => {
    const dead = { pid: 2 ** 22 + 1, host: hostname() };
    for (const status of ["finished", "stopped", "failed"] as const) {
      assert.equal(statusOf({ ...running, status, process: dead }).status, status);
    }
    assert.equal(statusOf({ ...running, status: "queued" }).status, "queued");
  });
});
