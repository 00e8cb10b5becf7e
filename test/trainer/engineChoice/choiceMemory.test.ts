import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildNetwork } from "../../../src/gloro/network.js";
import { configSchema } from "../../../src/runs/config.js";
import {
  choiceFile,
  choiceKey,
  latestChoice,
  recallMeasured,
  rememberMeasured,
} from "../../../src/trainer/engineChoice/choiceMemory.js";
import { temporaryFolder } from "../temporaryFolder.js";
import { tinyConfig } from "../tinyRun.js";

const measured = [
  { engine: "onnx-cpu", msPerStep: 14.5 },
  { engine: "tensorflow", msPerStep: 12.1 },
];

describe("what was measured", () => {
  const folder = temporaryFolder();

  it("is kept in the user's cache", () => {
    const file = choiceFile({ XDG_CACHE_HOME: folder.path, LOCALAPPDATA: folder.path });
    assert.equal(file, join(folder.path, "gloro", "engine-choices.json"));
    assert.equal(recallMeasured("a", file), undefined);
    rememberMeasured("a", measured, file);
    rememberMeasured("b", [{ engine: "onnx-cpu", msPerStep: 3 }], file);
    assert.deepEqual(recallMeasured("a", file), measured);
    assert.equal(latestChoice(file)?.name, "onnx-cpu");
    rememberMeasured("a", measured, file);
    assert.deepEqual(latestChoice(file), { name: "tensorflow", reason: "remembered", measured });
  });

  it("is forgotten where the file is damaged, and written anew", () => {
    const file = join(folder.path, "damaged.json");
    for (const text of ["", "[{", '{"a":1}', '[{"key":"a","measured":[]}]']) {
      writeFileSync(file, text);
      assert.equal(recallMeasured("a", file), undefined, text);
      assert.equal(latestChoice(file), undefined, text);
      rememberMeasured("a", measured, file);
      assert.deepEqual(recallMeasured("a", file), measured, text);
    }
  });

  it("is no error where nothing can be written", () => {
    const file = join(folder.path, "taken");
    mkdirSync(file);
    rememberMeasured("a", measured, file);
    assert.equal(recallMeasured("a", file), undefined);
  });

  it("is of one step, on engines of one version, on one machine", () => {
    const config = configSchema.parse(tinyConfig(folder.path));
    const network = (units: number) =>
      buildNetwork({
        inputShape: [6, 6, 1],
        layers: [{ kind: "flatten" }, { kind: "dense", units }],
      });
    const versions = [{ name: "tensorflow", version: "2.21.0" }];
    const here = { versions, gpu: undefined };
    const keys = [
      choiceKey(config, network(3), here),
      choiceKey(config, network(4), here),
      choiceKey({ ...config, batchSize: 16 }, network(3), here),
      choiceKey({ ...config, loss: "trades_kl.2" }, network(3), here),
      choiceKey(config, network(3), {
        ...here,
        versions: [{ name: "tensorflow", version: "2.22.0" }],
      }),
      choiceKey(config, network(3), { ...here, gpu: "NVIDIA H100" }),
    ];
    assert.equal(new Set(keys).size, keys.length);
    const other = { ...config, epochs: 99, seed: 7, name: "other" };
    assert.equal(choiceKey(other, network(3), here), keys[0]);
  });
});
