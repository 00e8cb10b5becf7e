import { inEveryTheme } from "./inEveryTheme.js";
import { windowFixture } from "./windowFixture.js";

describe("the sidebar of a folder without runs", function () {
  this.timeout(120_000);

  const open = windowFixture();

  for (const name of ["Runs", "Models", "Engines"]) {
    it(`gives ${name} the focus by a command`, async () => {
      await open().workbench.view(name);
    });
  }

  it("says how to begin", async () => {
    const { workbench } = open();
    await (await workbench.view("Runs")).welcome.getByRole("button", { name: "Train" }).waitFor();
    await (await workbench.view("Models")).welcome.waitFor();
    await (await workbench.view("Engines")).items.first().waitFor();
  });

  it("has a log", async () => {
    const { workbench } = open();
    await workbench.runCommand("GloRo: Show Log");
    await workbench.output.waitFor();
    await workbench.runCommand("View: Hide Panel");
  });

  inEveryTheme("sidebar", open);
});
