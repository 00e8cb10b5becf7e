/** What a person waits for in a real VS Code: `npm run bench:vscode`. */
import { runsFolder } from "../../src/runs/runsFolder.js";
import { writeArtificialRun } from "../ui/fixtures/writeArtificialRun.js";
import { Workbench } from "../ui/workbench.js";
import { temporaryWorkspace } from "../vscode/temporaryWorkspace.js";
import "../vscode/vscodeFixture.js";

const runs = 500;
const openings = 5;

describe(`a window with ${runs} runs`, function () {
  this.timeout(300_000);

  const workspace = temporaryWorkspace();
  let workbench: Workbench;

  before(async () => {
    for (let seed = 0; seed < runs; seed++) {
      writeArtificialRun(runsFolder(workspace.folder), {
        name: `run-${seed}`,
        points: seed < openings ? 2000 : 10,
        epochs: 5,
        seed,
      });
    }
    workbench = await Workbench.open(workspace.folder);
  });

  after(async () => {
    await workbench.close();
    workspace.dispose();
  });

  it("lists them", async () => {
    const view = await workbench.view("Runs");
    await view.item(/run-/).first().waitFor();
    await workbench.runCommand("GloRo: Show Log");
    const told = workbench.output.getByText(/Read \d+ runs in \d+ ms/);
    console.log(`      ${await told.first().innerText()}`);
  });

  it("activated the extension", async () => {
    await workbench.runCommand("Developer: Show Running Extensions");
    const row = workbench.page.locator(".runtime-extensions-editor .extension", {
      hasText: "GloRo",
    });
    console.log(`      ${(await row.first().innerText()).replace(/\s+/g, " ")}`);
  });

  for (let seed = 0; seed < openings; seed++) {
    it("paints a dashboard", async () => {
      await workbench.runCommand("GloRo: Open Dashboard");
      const asked = Date.now();
      await workbench.pick(`run-${seed}`);
      const { dashboard } = workbench;
      await dashboard.heading(`run-${seed}`).waitFor();
      const frame = await dashboard.frame();
      const painted = await frame.evaluate<number>(
        "performance.timeOrigin + performance.getEntriesByName('first-contentful-paint')[0].startTime",
      );
      const began = await frame.evaluate<number>("performance.timeOrigin");
      console.log(
        `      ${Math.round(painted - asked)} ms after the choice, ` +
          `${Math.round(painted - began)} ms after the page began`,
      );
    });
  }
});
