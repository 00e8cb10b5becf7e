/**
 * The memory of VS Code's processes while a run streams to its dashboard:
 * `npm run build && GLORO_MINUTES=60 npm run bench:memory`.
 */
import { execFileSync } from "node:child_process";
import { appendFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { ownIdentity } from "../../src/runs/processIdentity.js";
import { runPaths } from "../../src/runs/runPaths.js";
import { runsFolder } from "../../src/runs/runsFolder.js";
import { writeState } from "../../src/runs/runState.js";
import { metricsLines, writeArtificialRun } from "../ui/fixtures/writeArtificialRun.js";
import { Workbench } from "../ui/workbench.js";
import { temporaryWorkspace } from "../vscode/temporaryWorkspace.js";
import "../vscode/vscodeFixture.js";

const minutes = Number(process.env["GLORO_MINUTES"] ?? 60);
const everyMs = 500;
const linesPerMinute = 60_000 / everyMs;
const samples = 12;

it(`the memory of ${minutes} minutes of streaming`, async function () {
  this.timeout(0);
  const workspace = temporaryWorkspace();
  const points = minutes * linesPerMinute;
  const state = { status: "running", process: ownIdentity(), ended: undefined } as const;
  const run = writeArtificialRun(runsFolder(workspace.folder), {
    ...{ name: "stream", points: 10, epochs: 1, seed: 1, state },
  });
  const lines = metricsLines(points, minutes, 2);
  const workbench = await Workbench.open(workspace.folder);
  try {
    await workbench.page.context().tracing.stop();
    await workbench.openDashboard("stream");
    console.log("minute, extension host MB, windows MB");
    for (const [index, line] of lines.entries()) {
      appendFileSync(runPaths.metrics(run.folder), `${JSON.stringify(line)}\n`);
      writeState(run.folder, { ...run.state, step: line.step, epoch: line.epoch });
      if (index % Math.ceil(lines.length / samples) === 0) {
        const minute = (index / linesPerMinute).toFixed(1);
        const sizes = [residentOf("--type=extensionHost"), residentOf("--type=renderer")];
        console.log([minute, ...sizes.map((size) => size.toFixed(0))].join(", "));
      }
      await setTimeout(everyMs);
    }
  } finally {
    await workbench.close();
    workspace.dispose();
  }
});

/** The memory that processes hold, in MB, which this one started and whose command line has a word. */
function residentOf(word: string): number {
  const rows = execFileSync("ps", ["-eo", "pid=,ppid=,rss=,args="], { encoding: "utf8" })
    .split("\n")
    .map((row) => /^ *(\d+) +(\d+) +(\d+) (.*)$/.exec(row)?.slice(1) ?? []);
  const kin = new Set([String(process.pid)]);
  let resident = 0;
  // Parents come before their children, as pids of so short a time rise.
  for (const [pid = "", parent = "", kilobytes, args] of rows) {
    if (!kin.has(parent)) continue;
    kin.add(pid);
    if (args?.includes(word)) resident += Number(kilobytes);
  }
  return resident / 1024;
}
