import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadConfig } from "../../src/runs/parseConfig.js";
import { writeSamples } from "../../src/runs/samples.js";
import { temporaryFolder } from "./temporaryFolder.js";

describe("writeSamples", () => {
  it("writes configs that can be trained, and a README that names each", () => {
    const folder = join(temporaryFolder(), "new", "samples");
    assert.deepEqual(writeSamples(folder).sort(), readdirSync(folder).sort());
    const configs = readdirSync(folder).filter((name) => name.endsWith(".gloro.json"));
    assert.ok(configs.length >= 3);
    const readme = readFileSync(join(folder, "README.md"), "utf8");
    for (const name of configs) {
      loadConfig(join(folder, name));
      assert.ok(readme.includes(`\`${name}\``), name);
    }
  });

  it("leaves a file that is there as it is", () => {
    const folder = temporaryFolder();
    const own = join(folder, "mnist-first.gloro.json");
    writeFileSync(own, "mine");
    assert.ok(!writeSamples(folder).includes("mnist-first.gloro.json"));
    assert.equal(readFileSync(own, "utf8"), "mine");
    assert.deepEqual(writeSamples(folder), []);
  });
});
