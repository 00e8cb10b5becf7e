import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { explainConfig } from "../../../src/extension/config/explainConfig.js";
import { schedulePlot, svgAddress } from "../../../src/extension/config/schedulePlot.js";
import { recipeFile } from "../../../src/runs/recipes.js";
import { untranslated } from "../../../src/runs/translate.js";

const recipe = readFileSync(recipeFile("mnist-quick"), "utf8");
const explain = (text: string, key: string) =>
  explainConfig(text, text.indexOf(`"${key}"`) + 2, untranslated);

describe("explainConfig", () => {
  it("follows a schedule over this config's epochs, and says where it reaches ε", () => {
    const { plot, sentences = [] } = explain(recipe, "epsilonSchedule") ?? {};
    assert.equal(plot?.values.length, 13);
    assert.deepEqual(
      [0, 6, 12].map((epoch) => plot.values[epoch]?.toFixed(6)),
      ["0.045000", "0.450000", "0.450000"],
    );
    assert.equal(plot.reference?.value, 0.3);
    // 0.045 + 0.405 · 4/6 = 0.315 is the first from 0.3 on.
    assert.match(sentences.join(" "), /from 0\.045 to 0\.45 in 12 epochs.* at epoch 4\.$/);
  });

  for (const [key, words] of [
    ["epsilon", /76\.5 steps.*reported at 0\.1, 0\.3, 0\.5/],
    ["trainingEpsilon", /1\.5 times/],
    ["loss", /⊥ being one more class/],
    ["learningRateSchedule", /from 0\.001 to 0\.00001 in 12 epochs|from 0\.001 to 1e-5/],
    ["architecture", /conv2d 16, 4×4 \/ 2×2 → conv2d 32, .* → dense 100 → dense \(head\)/],
  ] as const) {
    it(`explains ${key} by this config's values`, () => {
      assert.match(explain(recipe, key)?.sentences.join(" ") ?? "", words);
    });
  }

  it("tells λ, and that a loss without one has no schedule for it", () => {
    const trades = `{ "loss": "sparse_trades_kl.2", "lambdaSchedule": "linear", "epochs": 4 }`;
    assert.match(explain(trades, "loss")?.sentences.join(" ") ?? "", /λ is 2/);
    assert.deepEqual(explain(trades, "lambdaSchedule")?.plot?.values, [0, 0.5, 1, 1.5, 2]);
    const plain = `{ "loss": "crossentropy", "lambdaSchedule": "linear", "epochs": 4 }`;
    assert.match(explain(plain, "lambdaSchedule")?.sentences.join(" ") ?? "", /changes nothing/);
  });

  it("says nothing of what is wrong, of other keys, or of what is no config", () => {
    for (const [text, key] of [
      [`{ "epsilon": 0.3, "epsilonSchedule": "[0", "epochs": 4 }`, "epsilonSchedule"],
      [`{ "epsilon": 0.3, "epsilonSchedule": "linear", "epochs": 1e9 }`, "epsilonSchedule"],
      [`{ "loss": "nonsense" }`, "loss"],
      [`{ "constructor": 1 }`, "constructor"],
      [`{ "epochs": 3 }`, "epochs"],
      [`[ "epsilon" ]`, "epsilon"],
      ["", "epsilon"],
    ] as const) {
      assert.equal(explain(text, key), undefined, text);
    }
  });

  it("belongs to the whole property, wherever in it the place is", () => {
    const text = `{ "relaxation": { "kind": "rtk", "k": 3 } }`;
    const explained = explainConfig(text, text.indexOf("3"), untranslated);
    assert.match(explained?.sentences[0] ?? "", /^Up to 3 classes/);
    assert.equal(explained?.span.offset, 2);
  });
});

describe("schedulePlot", () => {
  const inks = { text: "#111", curve: "#222", reference: "#333" };
  const pointsOf = (svg: string) =>
    (/points="([^"]+)"/.exec(svg)?.[1] ?? "").split(" ").map((pair) => pair.split(",").map(Number));

  it("draws large values high, on a linear axis from 0", () => {
    const points = pointsOf(schedulePlot({ values: [0, 1, 2, 2] }, inks));
    assert.deepEqual(
      points.map(([, y]) => y),
      [90, 50, 10, 10],
    );
  });

  it("takes a logarithmic axis where values differ much, so that a decay is a line", () => {
    const svg = schedulePlot({ values: [1, 0.1, 0.01] }, inks);
    assert.deepEqual(
      pointsOf(svg).map(([, y]) => y),
      [10, 50, 90],
    );
    assert.match(svg, />0\.01<.*>0<.*>2</);
  });

  it("has its reference dashed, and stays small and finite over many epochs or none that differ", () => {
    const values = Array.from({ length: 100_001 }, () => 0.3);
    const svg = schedulePlot({ values, reference: { label: "ε", value: 0.3 } }, inks);
    assert.match(svg, /stroke="#333" stroke-dasharray/);
    assert.doesNotMatch(svg, /NaN|Infinity/);
    assert.ok(svgAddress(svg).length < 12_000, String(svgAddress(svg).length));
    assert.doesNotMatch(schedulePlot({ values: [0, 0] }, inks), /NaN|Infinity/);
  });
});
