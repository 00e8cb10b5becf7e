import assert from "node:assert/strict";
import { groupRuns } from "../../src/extension/runs/groupRuns.js";
import type { Grouping } from "../../src/extension/runs/groupRuns.js";
import type { BrokenRun } from "../../src/extension/runs/runRecord.js";
import { record } from "./exampleRecords.js";

describe("groupRuns", () => {
  const broken: BrokenRun = { kind: "broken", folder: "/r/x", id: "x", message: "It is damaged." };
  const runs = [
    record("6", { status: "running" }),
    record("5", { status: "queued" }),
    record(
      "4",
      { status: "failed", message: "interrupted: process 1 is gone." },
      { configName: "b" },
    ),
    broken,
    record("3", { status: "stopped" }),
    record("2", { status: "queued" }),
    record("1", { status: "stopping" }),
  ];
  const shown = (...[grouping, waiting]: [grouping: Grouping, waiting: string[]]) =>
    groupRuns(runs, grouping, (folder) => waiting.some((id) => folder.endsWith(`/${id}`))).map(
      (group) => `${group.key}: ${group.runs.map(({ id }) => id).join(" ")}`,
    );

  it("groups by state, what runs first, without empty groups", () => {
    assert.deepEqual(shown("state", ["5"]), [
      "state/running: 6 1",
      "state/waiting: 5",
      "state/stopped: 3",
      "state/interrupted: 4",
      "state/unqueued: 2",
      "state/broken: x",
    ]);
  });

  it("shows a run as waiting that is to be resumed", () => {
    assert.ok(shown("state", ["3", "4"]).includes("state/waiting: 4 3"));
  });

  it("groups by config, the latest first, what cannot be read last", () => {
    assert.deepEqual(shown("config", []), [
      "config/mnist-quick: 6 5 3 2 1",
      "config/b: 4",
      "broken: x",
    ]);
  });

  it("groups by sweep, the runs of none after them", () => {
    const member = (sweep: string) => ({ sweep: { id: sweep, values: {} } });
    const swept = [
      record("4", {}, member("b-1")),
      broken,
      record("3", {}, member("a-1")),
      record("2"),
      record("1", {}, { ...member("b-1"), configName: "b" }),
    ];
    const groups = groupRuns(swept, "sweep", () => false);
    assert.deepEqual(
      groups.map(({ key, title, runs }) => [key, title, runs.map(({ id }) => id).join(" ")]),
      [
        ["sweep/b-1", { sweep: "b-1", name: "mnist-quick" }, "4 1"],
        ["sweep/a-1", { sweep: "a-1", name: "mnist-quick" }, "3"],
        ["alone", { alone: true }, "2"],
        ["broken", { phase: "broken" }, "x"],
      ],
    );
  });
});
