import assert from "node:assert/strict";
import type { CertificateFileView } from "../../../src/extension/certificates/messages.js";
import {
  certificateFacts,
  certifiedLayerRows,
} from "../../../webview/certificate/certificateFacts.js";

const file: CertificateFileView = {
  isSealed: true,
  model: { name: "net.gloronet", sha256: "a".repeat(64) },
  data: { name: "MNIST", sha256: "b".repeat(64) },
  subLipschitz: 1.5,
  layers: [{ name: "dense_1", kind: "dense", bound: 1.5, method: "gram" }],
  certificate: {
    data: "MNIST",
    examples: 10_000,
    epsilon: 0.3,
    cleanAccuracy: 0.9,
    vra: 0.8,
    rejectionRate: 0.1,
    vraAt: [
      { radius: 0.3, vra: 0.8, estimated: null },
      { radius: 36 / 255, vra: 0.85, estimated: null },
    ],
    histogram: { edges: [0, 1], correct: [1], wrong: [0] },
    classes: [],
    confusion: [],
    assumptions: [],
  },
};

const fact = (of: CertificateFileView, name: string) =>
  certificateFacts(of).find((each) => each.name === name)?.text;

describe("certificateFacts", () => {
  it("names model and data, with their digests, and every radius", () => {
    assert.equal(fact(file, "model"), "net.gloronet");
    assert.equal(fact(file, "SHA-256 of the data"), "b".repeat(64));
    assert.equal(fact(file, "ε"), "0.3, 0.1412");
    assert.equal(fact(file, "seal"), "whole");
  });

  it("says that a file was altered", () => {
    assert.match(fact({ ...file, isSealed: false }, "seal") ?? "", /altered/);
  });

  it("has a row for each layer, with what proves its bound", () => {
    assert.deepEqual(certifiedLayerRows(file).slice(1), [["dense_1", "dense", 1.5, "gram"]]);
  });
});
