import assert from "node:assert/strict";
import { installedEngines } from "./installedEngines.js";
import {
  createEngine,
  defaultEngine,
  describeEngines,
  engineNames,
} from "../../src/engine/index.js";

describe("createEngine", () => {
  for (const name of engineNames.filter((each) => each !== "tensorflow"))
    it(`refuses to accelerate training on ${name}`, async () => {
      for (const [options, asked] of [
        [{ precision: "bfloat16" }, "precision bfloat16"],
        [{ xla: true }, "xla"],
      ] as const)
        await assert.rejects(createEngine(name, options), {
          name: "GloroError",
          message: `The engine ${name} cannot train with ${asked}: only tensorflow can. Choose the engine tensorflow, or leave ${asked.split(" ")[0]} out.`,
        });
    });

  it("takes the precision that every engine has", async () => {
    const engine = await createEngine("onnx-cpu", { precision: "float32", xla: false });
    assert.equal(engine.name, "onnx-cpu");
  });
});

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
