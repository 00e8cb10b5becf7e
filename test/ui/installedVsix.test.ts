import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { isTarget } from "../../packaging/targets.js";
import { command } from "../vscode/command.js";
import type { TemporaryWorkspace } from "../vscode/temporaryWorkspace.js";
import { vscodeFixture } from "../vscode/vscodeFixture.js";
import { startVSCodeServer } from "../vscode/vscodeServer.js";
import type { VSCodeServer } from "../vscode/vscodeServer.js";
import { extensionFolder } from "../vscode/workbenchUrl.js";
import { digitsConfig, writeConfig } from "./digits.js";
import { parentOf } from "./parentOf.js";
import { runThatIs, stepLines } from "./runsOf.js";
import { windowFixture } from "./windowFixture.js";

/** No machine finishes so many while a test runs. */
const endlessEpochs = 100_000;

describe("the VSIX of this machine, installed far from the sources", function () {
  this.timeout(120_000);

  let server: VSCodeServer | undefined;
  const installed = () => {
    const [folder] = readdirSync(server!.extensions).filter((name) => name.startsWith("gloro."));
    return join(server!.extensions, folder!);
  };

  before(async function () {
    const target = `${process.platform}-${process.arch}`;
    if (!isTarget(target)) return this.skip();
    const folder = mkdtempSync(join(tmpdir(), "gloro-vsix-"));
    try {
      const tsx = join(extensionFolder, "node_modules", ".bin", "tsx");
      await command(tsx, [join(extensionFolder, "packaging", "main.ts"), target], { cwd: folder });
      const [vsix] = readdirSync(folder);
      server = await startVSCodeServer(vscodeFixture().installation, {
        vsix: join(folder, vsix!),
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  const open = windowFixture({
    installedOn: () => server!,
    prepare: (workspace) => {
      writeConfig(workspace, digitsConfig({ data: "mnist", batchSize: 512 }));
    },
  });

  after(() => server?.dispose());

  it("trains, with what it brought alone, and shows the dashboard", async () => {
    const { workbench, workspace } = open();
    await workbench.runCommand("GloRo: Train");
    const { state } = await runThatIs(workspace, "digits", "running");
    const trainer = await command("ps", ["-o", "args=", "-p", String(state.process?.pid)]);
    assert.ok(trainer.includes(join(installed(), "dist", "trainer.js")), trainer);
    await workbench.dashboard.heading("digits").waitFor();
    await runThatIs(workspace, "digits", "finished");
    await workbench.dashboard.morePoints("Loss", 0);
  });

  it("certifies the net, and shows the certificate", async () => {
    const { workbench } = open();
    await workbench.quickInput.answer(
      () => workbench.runCommand("GloRo: Certify"),
      ...["best.gloronet", "MNIST", /radii at which VRA is proven/],
    );
    await workbench.dashboard.document.getByRole("heading", { name: "Certificate" }).waitFor();
  });

  it("a killed extension host leaves no page behind that nobody answers", async () => {
    const { workbench, workspace } = open();
    const name = "endless";
    writeConfig(workspace, digitsConfig({ name, data: "mnist", epochs: endlessEpochs }));
    await workbench.quickInput.answer(() => workbench.runCommand("GloRo: Train"), name);
    const { dashboard, modelReport } = workbench;
    await dashboard.heading(name).waitFor();
    await dashboard.morePoints("Learning rate", 0);

    const run = await runThatIs(workspace, name, "running");
    process.kill(parentOf(run.state.process!.pid), "SIGKILL");
    // VS Code starts the next host itself, which has to find what the last one showed.
    const before = stepLines(run);
    await dashboard.morePoints("Learning rate", before);
    await workbench.tab("best.gloronet").click();
    await modelReport.examined();
    for (const title of [name, "best.gloronet"]) {
      await workbench.hasOneTab(title);
    }
  });

  it("brings the command, which reads images and knows its engines", async () => {
    const { workspace } = open();
    await writeImages(workspace);
    const layers = [{ kind: "flatten" as const }, { kind: "dense" as const, units: shades.length }];
    const config = digitsConfig({ name: "images", data: "images", architecture: { layers } });
    writeConfig(workspace, config);
    const program = join(installed(), "dist", "gloro.js");
    const gloro = (...arguments_: string[]) =>
      command(process.execPath, [program, ...arguments_], {
        cwd: workspace.folder,
        env: { NODE_OPTIONS: "" },
      });
    await gloro("train", "images.gloro.json");
    await runThatIs(workspace, "images", "finished");
    assert.match(await gloro("engines"), /onnxruntime-node \d.*tfjs-core \d/s);
  });
});

const shades = [40, 200];

/** A folder of PNG images of two classes, which differ in how light they are. */
async function writeImages(workspace: TemporaryWorkspace): Promise<void> {
  for (const split of ["train", "test"]) {
    for (const shade of shades) {
      const create = {
        width: 8,
        height: 8,
        channels: 3,
        background: { r: shade, g: 0, b: 0 },
      } as const;
      const image = await sharp({ create }).png().toBuffer();
      for (const name of ["1.png", "2.png"]) {
        workspace.write(join("images", split, String(shade), name), image);
      }
    }
  }
}
