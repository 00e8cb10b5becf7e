/**
 * How long opening hostile files and runs blocks the extension host: `npm run build && npm run bench:hostile`.
 * Nothing else should run.
 */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runPaths } from "../../src/runs/runPaths.js";
import { runsFolder } from "../../src/runs/runsFolder.js";
import { hostileFiles } from "../docs/hostileFiles.js";
import { writeArtificialRun } from "../ui/fixtures/writeArtificialRun.js";
import { runHostSuite } from "../vscode/runHostSuite.js";
import { temporaryWorkspace } from "../vscode/temporaryWorkspace.js";
import { vscodeFixture } from "../vscode/vscodeFixture.js";

const megabyte = 2 ** 20;
const certificate = ".gloro-certificate.json";

/** Files that are large rather than broken. */
const large: Readonly<Record<string, () => string | Uint8Array>> = {
  "30 MB of noise.gloronet": () => noise(30 * megabyte),
  [`30 MB of noise${certificate}`]: () => noise(30 * megabyte),
  [`a certificate of 40 MB that ends as one${certificate}`]: () =>
    `{"version":1,"inputs":[${"0,".repeat(20 * megabyte)}0],"seal":"${"0".repeat(64)}"}\n`,
  [`a certificate of 100,000 brackets${certificate}`]: () =>
    `${"[".repeat(100_000)},"seal":"${"0".repeat(64)}"}\n`,
  "a config of 100,000 brackets.gloro.json": () => `{"data":${"[".repeat(100_000)}`,
  "a config of 5 MB.gloro.json": () => `{"data":"mnist","notes":"${"x".repeat(5 * megabyte)}"}`,
};

/** What to write over a run's files. */
const runs: Readonly<Record<string, (folder: string) => void>> = {
  "metrics of one line of 100 MB": (folder) => {
    writeFileSync(runPaths.metrics(folder), "x".repeat(100 * megabyte));
  },
  "100 MB of metrics": (folder) => {
    const lines = readFileSync(runPaths.metrics(folder), "utf8");
    writeFileSync(
      runPaths.metrics(folder),
      lines.repeat(Math.ceil((100 * megabyte) / lines.length)),
    );
  },
  "a state of 30 MB": (folder) => {
    writeFileSync(runPaths.state(folder), noise(30 * megabyte));
  },
  "a config of 100,000 brackets": (folder) => {
    writeFileSync(runPaths.config(folder), "[".repeat(100_000));
  },
};

describe("opening hostile files", function () {
  this.timeout(0);
  const workspace = temporaryWorkspace();

  before(async () => {
    for (const [name, make] of Object.entries(hostileFiles)) {
      const folder = mkdtempSync(join(tmpdir(), "gloro-hostile-"));
      const file = await make(folder);
      const named = `${name.replaceAll("/", " ")}.gloronet`;
      if (file.endsWith(".gloronet")) copyFileSync(file, join(workspace.folder, named));
      rmSync(folder, { recursive: true });
    }
    for (const [name, make] of Object.entries(large)) {
      writeFileSync(join(workspace.folder, name), make());
    }
    for (const [name, spoil] of Object.entries(runs)) {
      const shape = { points: 1000, epochs: 30, seed: 1 };
      spoil(writeArtificialRun(runsFolder(workspace.folder), { name, ...shape }).folder);
    }
  });

  after(() => {
    workspace.dispose();
  });

  it("blocks the extension host for as long as it prints", async () => {
    const program = ["test/bench/vscode/openings/index.ts"];
    const { report } = await runHostSuite(vscodeFixture(), workspace.folder, program);
    console.log(report);
  });
});

function noise(bytes: number): Uint8Array {
  let seed = 1;
  return Uint8Array.from({ length: bytes }, () => (seed = (seed * 1664525 + 1013904223) >>> 0));
}
