import assert from "node:assert/strict";
import { parseConfig } from "../../src/runs/parseConfig.js";
import { lines, problemsOf, withLines } from "./exampleConfig.js";

describe("parseConfig with settings", () => {
  const text = lines.join("\n");

  it("puts them in, in their order", () => {
    const { config } = parseConfig(text, "c", [
      "epochs=7",
      "epochs=8",
      "optimizer.beta1=0.5",
      "name=x=y",
    ]);
    assert.equal(config.epochs, 8);
    assert.equal(config.optimizer.name === "adam" && config.optimizer.beta1, 0.5);
    assert.equal(config.name, "x=y");
  });

  it("opens a short form", () => {
    const sgd = withLines({ 4: '"epsilon": 0.3, "optimizer": "sgd",' });
    const { config } = parseConfig(sgd, "c", ["optimizer.momentum=0.9", "data.classes=10"]);
    assert.deepEqual(config.optimizer, {
      name: "sgd",
      momentum: 0.9,
      nesterov: false,
      weightDecay: 0,
    });
    assert.deepEqual(config.data, { path: "mnist", classes: 10 });
    const { config: cooler } = parseConfig(text, "c", ["loss.temperature=2"]);
    assert.deepEqual(cooler.loss, { name: "crossentropy", temperature: 2 });
  });

  it("sets an entry of a list", () => {
    const radii = withLines({ 4: '"epsilon": 0.3, "evaluation": { "radii": [0.1, 0.2] },' });
    const { config } = parseConfig(radii, "c", ["evaluation.radii.1=36/255"]);
    assert.deepEqual(config.evaluation.radii, [0.1, 36 / 255]);
  });

  const refusedSettings: [setting: string, message: string][] = [
    ["epoch=12", '--set epoch=12: unknown key "epoch"; did you mean "epochs"?'],
    [
      "optimizer.momentum=0.9",
      '--set optimizer.momentum=0.9: unknown key "momentum" in optimizer. Known: name, beta1, beta2, epsilon, weightDecay, clipNorm, clipValue.',
    ],
    ["epochs=-1", "--set epochs=-1: epochs must be a whole number from 1 on, got -1."],
    ["epochs.x=1", '--set epochs.x=1: epochs must be a whole number from 1 on, got {"x":1}.'],
    ["loss=emmma", '--set loss=emmma: loss: unknown loss "emmma"; did you mean "emma"?'],
    ["loss=hinge", '--set loss=hinge: loss: unknown loss "hinge". Known: '],
    [
      "loss.gamma=2",
      '--set loss.gamma=2: loss: unknown option of the loss crossentropy "gamma". Known: temperature.',
    ],
    ["epochs", "--set epochs: expected path=value, such as epochs=12 or optimizer.momentum=0.9."],
    ["__proto__.epochs=1", '--set __proto__.epochs=1: unknown key "__proto__". Known: '],
  ];
  for (const [setting, message] of refusedSettings) {
    it(`refuses ${setting}`, () => {
      assert.equal(problemsOf(text, [setting]).slice(0, message.length), message);
    });
  }
});
