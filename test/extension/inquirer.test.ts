import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Inquirer } from "../../src/extension/inquiries/inquirer.js";
import { parseConfig } from "../../src/runs/parseConfig.js";
import { openRun } from "../../src/runs/runFolder.js";
import { runsFolder } from "../../src/runs/runsFolder.js";
import { withLines } from "../runs/exampleConfig.js";
import { temporaryFolder } from "../runs/temporaryFolder.js";

const frozen = fileURLToPath(
  new URL("../fixtures/gloronet/mnist_2c2f_frozen.gloronet", import.meta.url),
);

describe("Inquirer", () => {
  const inquirer = new Inquirer();
  after(() => {
    inquirer.dispose();
  });

  it("makes a run of a config, and a config of that run", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "net.gloro.json");
    const text = withLines({});
    const made = await inquirer.ask("newRuns", { text, file, runs: runsFolder(folder) });
    assert.ok("folders" in made);
    const [only = "", ...others] = made.folders;
    assert.equal(dirname(only), runsFolder(folder));
    assert.deepEqual(others, []);
    const { config, state } = openRun(only);
    assert.equal(state.status, "queued");
    const again = await inquirer.ask("configOfRun", { folder: only });
    assert.deepEqual(parseConfig(again, file).config, config);
  });

  it("makes the runs of a sweep once", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "net.gloro.json");
    const question = {
      text: withLines({ 6: '  "epochs": 12, "sweep": { "grid": { "epsilon": [0.1, 0.2] } },' }),
      file,
      runs: runsFolder(folder),
    };
    const made = await inquirer.ask("newRuns", question);
    assert.ok("folders" in made && made.sweep !== undefined);
    assert.deepEqual(
      made.folders.map((one) => openRun(one).config.sweep),
      [0.1, 0.2].map((epsilon) => ({ id: made.sweep, values: { epsilon } })),
    );
    assert.deepEqual(await inquirer.ask("newRuns", question), made);
    // A retry is an experiment of its own.
    const again = await inquirer.ask("configOfRun", { folder: made.folders[0]! });
    assert.deepEqual(Object.keys(JSON.parse(again) as object).includes("sweep"), false);
  });

  it("says what is wrong with a config, and where", async () => {
    const text = withLines({ 5: '  "loss": "crosentropy",' });
    const file = join(temporaryFolder(), "net.gloro.json");
    const made = await inquirer.ask("newRuns", { text, file, runs: "/nowhere" });
    assert.ok("problems" in made);
    assert.deepEqual(
      made.problems.map(({ where }) => where),
      [{ kind: "file", file, line: 5, column: 3 }],
    );
    const findings = await inquirer.ask("findings", { text, file });
    assert.deepEqual(
      findings.map(({ fix }) => fix?.text),
      ["crossentropy"],
    );
  });

  it("reads models and engines, several questions at a time", async () => {
    const [model, engines, broken] = await Promise.all([
      inquirer.ask("modelConfig", { file: frozen }),
      inquirer.ask("engines", {}),
      inquirer.ask("modelConfig", { file: "/none.gloronet" }).catch((error: unknown) => error),
    ]);
    assert.ok(model.epsilon > 0 && model.frozen);
    assert.ok(engines.reports.some(({ name, available }) => name === engines.used && available));
    assert.match(String(broken), /^GloroError: .*no such file/);
  });

  it("refuses what can have no answer any more", async () => {
    const other = new Inquirer();
    const pending = other.ask("engines", {});
    other.dispose();
    await assert.rejects(pending, /being closed/);
    await assert.rejects(other.ask("engines", {}), /being closed/);
  });
});
