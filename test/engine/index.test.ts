import assert from "node:assert/strict";
import { defaultEngine, describeEngines, engineNames } from "../../src/engine/index.js";

describe("describeEngines", () => {
  it("reports every engine, with the version of what runs underneath", async () => {
    const reports = await describeEngines();
    assert.deepEqual(
      reports.map(({ name }) => name),
      engineNames,
    );
    for (const { name, available, version, detail } of reports) {
      assert.ok(available, name);
      assert.match(version, /\d+\.\d+\.\d+/, name);
      assert.notEqual(detail, "", name);
    }
  });

  it("lists the default engine", () => {
    assert.ok(engineNames.includes(defaultEngine));
  });
});
