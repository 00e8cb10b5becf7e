import assert from "node:assert/strict";
import { windowFixture } from "./windowFixture.js";

describe("the sidebar", () => {
  const open = windowFixture();

  for (const name of ["Runs", "Models", "Engines"]) {
    it(`shows ${name} by a command`, async () => {
      const view = await open().workbench.view(name);
      await view.pane.waitFor();
      assert.ok(await view.pane.isVisible());
    });
  }

  it("has a log", async () => {
    const { workbench } = open();
    await workbench.runCommand("GloRo: Show Log");
    await workbench.output.waitFor();
  });
});
