import assert from "node:assert/strict";
import { installedEngines } from "./installedEngines.js";
import { defaultEngine, describeEngines, engineNames } from "../../src/engine/index.js";

describe("describeEngines", () => {
  it("reports every engine, with the version of what runs underneath", async () => {
    const reports = await describeEngines();
    assert.deepEqual(
      reports.map(({ name }) => name),
      engineNames,
    );
    for (const { name, available, why, version, detail } of reports) {
      assert.equal(available, installedEngines.includes(name), name);
      assert.notEqual(detail, "", name);
      if (!available) {
        assert.match(why ?? "", /Install|install/, name);
        continue;
      }
      assert.match(version, /\d+\.\d+\.\d+/, name);
    }
  });

  it("lists the default engine", () => {
    assert.ok(engineNames.includes(defaultEngine));
  });
});
