import assert from "node:assert/strict";
import { engineDescription, engineTooltip } from "../../src/extension/engines/engineLabel.js";
import { modelDescription, modelTooltip } from "../../src/extension/models/modelLabel.js";
import { t } from "./exampleRecords.js";

describe("the labels of models and engines", () => {
  it("say a model's radius, its run's VRA, and whether it is frozen", () => {
    const config = { dialect: "HEAD", epsilon: 36 / 255, frozen: { lipschitz: 2.5 } } as const;
    const model = {
      file: "/ws/best.gloronet",
      content: { kind: "model", config },
      run: { folder: "/r", name: "wide", vra: 0.951 },
    } as const;
    assert.equal(modelDescription(model, t), "ε 0.1412 · VRA 95.1% · frozen");
    assert.match(
      modelTooltip(model, t),
      /constant 2\.5 is stored\nThe best network of the run wide$/,
    );
  });

  it("say why a model cannot be read", () => {
    const broken = {
      file: "/ws/x.gloronet",
      content: { kind: "broken", message: "it is no gzip file." },
    } as const;
    assert.equal(modelDescription(broken, t), "it is no gzip file.");
  });

  it("say which engine is used, and why another is not", () => {
    const report = { name: "eager", version: "tfjs 4", detail: "slow" } as const;
    const description = (available: boolean, isUsed: boolean) =>
      engineDescription({ ...report, available, why: "It is not installed." }, isUsed, t);
    assert.equal(description(true, true), "tfjs 4 · used unless a config names another");
    assert.equal(description(true, false), "tfjs 4");
    assert.equal(description(false, true), "It is not installed.");
  });

  it("say how an engine was chosen the last time", () => {
    const report = { name: "onnx-cpu", version: "1.30", detail: "fast", available: true } as const;
    const measured = [{ engine: "onnx-cpu", msPerStep: 7.5 }];
    const choice = { name: "onnx-cpu", reason: "remembered", measured } as const;
    const told = /auto chose onnx-cpu, as measured before: 7\.5 ms a step\.$/;
    assert.match(engineTooltip(report, true, { ...choice, measured }, t), told);
    assert.doesNotMatch(engineTooltip(report, false, { ...choice, measured }, t), told);
  });
});
