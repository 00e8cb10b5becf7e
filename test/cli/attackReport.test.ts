import assert from "node:assert/strict";
import { attackReport } from "../../src/cli/attackReport.js";
import { attackLine } from "../../src/cli/drawing/attackLine.js";
import type { FileAttack } from "../../src/trainer/attackFile.js";

const attack: FileAttack = {
  file: "net.gloronet",
  data: "MNIST",
  examples: 2,
  steps: 20,
  restarts: 4,
  cleanAccuracy: 1,
  at: [{ epsilon: 0.3, vra: 0.5, attackedAccuracy: 0.5 }],
  certificates: { attacked: 2, broken: [] },
  inputs: [0, 1].map((example) => ({
    example,
    label: 3,
    prediction: 3,
    radius: 0.25,
    broken: { "0.3": example === 1 },
    isCertificateBroken: false,
  })),
  layers: [
    { name: "conv2d_1", kind: "conv2d", bound: 1.7651701, atLeast: 1.7651519, tightness: 0.99999 },
    { name: "minMax_1", kind: "minMax", bound: 1, atLeast: 1, tightness: 1 },
  ],
  margin: { classes: [4, 9], bound: 12.3, atLeast: 7.1, tightness: 7.1 / 12.3 },
};

describe("attackReport", () => {
  it("sets what an attack found beside what is proven, bounds rounded outward", () => {
    assert.deepEqual(attackReport(attack), [
      "net.gloronet, attacked on 2 test examples of MNIST",
      "(L2 projected gradient ascent, 4 starts of 20 steps):",
      "",
      "clean accuracy  100.00%",
      "",
      "ε    proven (VRA)  under attack",
      "0.3        50.00%        50.00%",
      "",
      "Certificates attacked at their radius: 2; broken: 0.",
      "",
      "Lipschitz bound of           ≤         ≥  tightness",
      "conv2d_1              1.765171  1.765151          1",
      "y4 − y9, end to end  12.300000  7.100000     0.5772",
    ]);
  });

  it("names the examples whose certificates are false", () => {
    const inputs = attack.inputs.with(1, {
      ...attack.inputs[1]!,
      isCertificateBroken: true,
      smallest: 0.2,
    });
    const certificates = { attacked: 2, broken: [1] };
    const text = attackReport({ ...attack, inputs, certificates }).join("\n");
    assert.match(text, /broken: 1\.\n {2}test example 1: certified within 0\.25, broken at 0\.2\n/);
    assert.match(text, /is false/);
  });
});

describe("attackLine", () => {
  it("tells how far an attack is", () => {
    assert.equal(
      attackLine({ done: 1024, examples: 4096, violations: 0 }, 10_000),
      "attacked 1024/4096  ██████░░░░░░░░░░░░░░░░░░  0 certificates broken  30.0 s left",
    );
  });
});
