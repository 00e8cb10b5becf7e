import assert from "node:assert/strict";
import { appendFileSync } from "node:fs";
import { writeAttackRecord } from "../../src/runs/attackRecord.js";
import { runPaths } from "../../src/runs/runPaths.js";
import { readState, writeState } from "../../src/runs/runState.js";
import { exampleRun } from "../runs/exampleRun.js";
import { temporaryFolder } from "../runs/temporaryFolder.js";
import { trainedRun } from "../runs/trainedRun.js";
import { gloro } from "./gloro.js";

/** A run on the disk whose right answers are certified to small radii only. */
function uncertifiedRun(): string {
  const { folder } = exampleRun(temporaryFolder());
  const { lines } = trainedRun({ each: () => ({ evaluation: { vra: 0.6, cleanAccuracy: 0.97 } }) });
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  appendFileSync(runPaths.metrics(folder), text);
  return folder;
}

describe("gloro runs show", () => {
  it("tells what keeps the VRA low, and what to try", async () => {
    const folder = uncertifiedRun();
    const { code, out } = await gloro("runs", "show", folder);
    assert.equal(code, 0);
    assert.match(out, /^- Many right answers .* 97\.00% are right, 60\.00% right and certified/m);
    assert.match(out, /^ {2}Try: A TRADES loss/m);
    assert.doesNotMatch(out, /steepest slope/);
  });

  it("tells the engine, the card and why the run has it", async () => {
    const { folder } = exampleRun(temporaryFolder());
    const measured = [{ engine: "tensorflow", msPerStep: 3.1 }];
    writeState(folder, {
      ...readState(folder),
      examplesPerSecond: 41_234.5,
      engine: { name: "tensorflow", reason: "fastest", measured },
      gpu: { name: "A card", memoryUsedBytes: 12.34e9, memoryTotalBytes: 85.9e9, driver: "1" },
    });
    const { out } = await gloro("runs", "show", folder);
    assert.match(
      out,
      /^on tensorflow, 41235 examples a second\nA card: 12\.3 of 85\.9 GB in use$/m,
    );
    assert.match(out, /^auto chose tensorflow: 3\.1 ms a step\.$/m);
  });

  it("tells it in JSON too, with what an attack left of the bound", async () => {
    const folder = uncertifiedRun();
    writeAttackRecord(folder, { epoch: 12, margin: { bound: 9.2, atLeast: 2.1 } });
    const { out } = await gloro("runs", "show", folder, "--json");
    const { findings } = JSON.parse(out) as { findings: { kind: string; numbers: string }[] };
    assert.equal(findings[0]?.kind, "smallMargins");
    assert.match(findings.at(-1)?.numbers ?? "", /bounded by 9\.2; .* is 2\.1/);
  });
});
