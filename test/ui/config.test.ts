import { digitsConfig, writeConfig } from "./digits.js";
import { inEveryTheme } from "./inEveryTheme.js";
import { windowFixture } from "./windowFixture.js";

describe("a config in the editor", function () {
  this.timeout(120_000);

  const open = windowFixture({
    prepare: (workspace) => {
      writeConfig(workspace, digitsConfig({ data: "nowhere" }));
    },
  });

  before(async () => {
    await open().workbench.openFile("digits.gloro.json");
  });

  it("can be trained from a lens above it", async () => {
    await open().workbench.codeLens("Train").waitFor();
  });

  it("is told that its data are missing", async () => {
    await open().workbench.problem(/nowhere/);
  });

  inEveryTheme("config", open);
});
