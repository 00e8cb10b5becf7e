import assert from "node:assert/strict";
import { alignedTable } from "../../src/extension/figures/alignedTable.js";
import { attackText } from "../../src/extension/figures/attackText.js";
import { evaluationText } from "../../src/extension/figures/evaluationText.js";
import type { Translate } from "../../src/extension/translate.js";
import type { ModelAttack } from "../../src/extension/inquiries/inquiries.js";
import { evaluateFile } from "../../src/trainer/evaluateFile.js";
import { fixtureFile } from "../cli/models/fixtureFile.js";
import { readOutputs } from "../model/readFixture.js";

const t: Translate = (message, ...args) =>
  message.replaceAll(/\{(\d)\}/g, (_, index: string) => String(args[Number(index)]));

describe("alignedTable", () => {
  it("aligns the first column to the left, and the others to the right", () => {
    assert.deepEqual(
      alignedTable([
        ["class", "n"],
        ["0", 12],
        ["automobile", 3],
      ]),
      ["class        n", "0           12", "automobile   3"],
    );
  });
});

describe("evaluationText", () => {
  it("has Python's figures of a model on MNIST", async () => {
    const file = fixtureFile("mnist_2c2f_frozen");
    const text = evaluationText(await evaluateFile(file, { data: "mnist" }), t);
    const { clean, vra } = readOutputs("mnist_2c2f_frozen").test;
    const shown = (share: number) => `${(100 * share).toFixed(2)}%`;
    assert.match(text, new RegExp(`^clean accuracy +${shown(clean)}$`, "m"));
    assert.match(text, new RegExp(`^VRA at ε = 0.3 +${shown(vra)}$`, "m"));
    assert.match(text, /^Evaluated on 10000 test examples of MNIST, with the constant/m);
    assert.equal(text.split("\n").filter((line) => /^\d +\d+ +[\d.]+%/.test(line)).length, 10);
  });
});

describe("attackText", () => {
  const attack: ModelAttack = {
    file: "/net.gloronet",
    data: "digits",
    steps: 20,
    restarts: 4,
    examples: 100,
    cleanAccuracy: 0.98,
    at: [{ epsilon: 0.3, vra: 0.9, attackedAccuracy: 0.94 }],
    certificates: { attacked: 97, broken: [] },
    broken: [],
    layers: [
      { name: "wide", kind: "dense", bound: 1.23456789, atLeast: 1.23456712, tightness: 0.999 },
      { name: "flatten", kind: "dense", bound: 1, atLeast: 1, tightness: 1 },
    ],
  };

  it("puts what is proven beside what an attack leaves, and rounds bounds outward", () => {
    const text = attackText(attack, t);
    assert.match(text, /^0\.3 +90\.00% +94\.00%$/m);
    assert.match(text, /^Certificates attacked: 97; broken: 0\.$/m);
    assert.match(text, /^wide +1\.234568 +1\.234567 +0\.999$/m);
    assert.doesNotMatch(text, /flatten/);
  });

  it("names the certificates that broke, and asks to report them", () => {
    const broken = Array.from({ length: 12 }, (_, example) => ({
      example,
      radius: 0.5,
      smallest: 0.4,
    }));
    const text = attackText({ ...attack, broken }, t);
    assert.match(text, /broken: 12\.\n {2}example 0: certified to 0\.5, broken at 0\.4$/m);
    assert.match(text, /and 2 more\nA certificate that is broken is false/);
  });
});
