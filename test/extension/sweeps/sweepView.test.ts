import assert from "node:assert/strict";
import { sweepView } from "../../../src/extension/sweeps/sweepView.js";
import type { SweepMember } from "../../../src/runs/configParts/sweep.js";
import { record } from "../exampleRecords.js";

const member = (values: SweepMember["values"], rest: Partial<SweepMember> = {}) => ({
  sweep: { id: "s-1", values, ...rest },
});

describe("sweepView", () => {
  it("has the family's runs, the oldest first, with their values as texts or numbers", () => {
    const best = { epoch: 3, step: 30, vra: 0.9 };
    const view = sweepView("s-1", [
      record("3", { best }, member({ epsilon: 0.3, data: { path: "x" } })),
      record("2", {}, member({ epsilon: 1 }, { id: "other" })),
      record("1", { status: "failed", message: "interrupted: gone" }, member({ epsilon: 0.1 })),
      { kind: "broken", folder: "/x", id: "x", message: "" },
    ]);
    assert.equal(view.name, "mnist-quick");
    assert.deepEqual(
      view.runs.map(({ folder, status, values }) => [folder.at(-1), status, values]),
      [
        ["1", "interrupted", { epsilon: 0.1 }],
        ["3", "finished", { epsilon: 0.3, data: '{"path":"x"}' }],
      ],
    );
    assert.deepEqual(view.runs[1]?.best, best);
    assert.deepEqual(
      view.parameters.map(({ path }) => path),
      ["epsilon", "data"],
    );
  });

  it("has a log axis where values were sampled so, or span two orders of magnitude", () => {
    const axes = (values: unknown[], rest: Partial<SweepMember> = {}) => {
      const records = values.map((x, run) => record(String(run), {}, member({ x }, rest)));
      return sweepView("s-1", records).parameters.map(({ isLog }) => isLog);
    };
    assert.deepEqual(axes([1e-4, 1e-3, 1e-2]), [true]);
    assert.deepEqual(axes([0.1, 0.3]), [false]);
    assert.deepEqual(axes([0.1, 0.3], { logScale: ["x"] }), [true]);
    assert.deepEqual(axes([0, 1000]), [false]);
    assert.deepEqual(axes(["emma", 1, 1000]), [false]);
  });

  it("stands a family that was removed", () => {
    assert.deepEqual(sweepView("gone", []), { id: "gone", name: "gone", parameters: [], runs: [] });
  });
});
