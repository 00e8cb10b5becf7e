import assert from "node:assert/strict";
import { layerKinds } from "../../../src/gloro/layers/index.js";
import type { LayerConfig } from "../../../src/gloro/layers/layer.js";
import { parseConfig } from "../../../src/runs/parseConfig.js";
import { problemsOf, withLines } from "../exampleConfig.js";

describe("the architecture of a config", () => {
  it("takes a named architecture with its options, and names the run after it", () => {
    const architecture = { name: "liresnet_C18CC2F", width: 64, activation: "relu" } as const;
    const { config } = parseConfig(
      withLines({ 3: `"architecture": ${JSON.stringify(architecture)},` }),
      "/here/c.gloro.json",
    );
    assert.deepEqual(config.architecture, architecture);
    assert.equal(config.name, "mnist-liresnet_c18cc2f");
  });

  it("takes every kind of layer with its settings", () => {
    const layers: LayerConfig[] = [
      { kind: "conv2d", filters: 4, kernelSize: [3, 2], strides: 1, padding: "same" },
      { kind: "averagePooling2d", poolSize: 3, strides: [1, 2], padding: "same" },
      { kind: "maxPooling2d", poolSize: [2, 3], strides: 1, padding: "valid" },
      {
        kind: "liResNetBlock",
        kernelSize: 5,
        useBias: false,
        useAffine: false,
        residualScale: -0.5,
      },
      { kind: "invertibleDownsampling", poolSize: [1, 2] },
      { kind: "scaling", initial: 0.5 },
      { kind: "bias", initial: -1 },
      { kind: "minMax", name: "sorted", pairing: "halves", absoluteValue: true },
      { kind: "linear", inputs: ["sorted"] },
      { kind: "relu" },
      { kind: "leakyRelu", slope: -0.1 },
      { kind: "elu", alpha: 0 },
      { kind: "selu" },
      { kind: "tanh" },
      { kind: "sigmoid" },
      { kind: "hardSigmoid" },
      { kind: "softplus" },
      { kind: "softsign", name: "last" },
      { kind: "add", inputs: ["last", "sorted"] },
      { kind: "concatenate", inputs: ["last", "sorted"] },
      { kind: "flatten" },
      { kind: "dense", units: 10, useBias: false, unitColumns: true, lipschitz: "exact" },
    ];
    assert.deepEqual(
      new Set(layers.map(({ kind }) => kind)),
      new Set(layerKinds.filter((kind) => kind !== "custom")),
    );
    const config = withLines({ 3: `"architecture": ${JSON.stringify({ layers })},` });
    assert.deepEqual(parseConfig(config, "/here/c.gloro.json").config.architecture, { layers });
  });

  it("takes an option from the command line beside a plain name", () => {
    const plain = withLines({ 3: '"architecture": "cnn_C6CC2F",' });
    const { architecture } = parseConfig(plain, "c", ["architecture.width=64"]).config;
    assert.deepEqual(architecture, { name: "cnn_C6CC2F", width: 64 });
  });

  const refused: [what: string, text: string, message: string][] = [
    [
      "an unknown layer",
      withLines({ 3: '"architecture": { "layers": ["minmax"] },' }),
      'mnist.gloro.json:3: architecture.layers[0] must be one of averagePooling2d, maxPooling2d, liResNetBlock, invertibleDownsampling, scaling, bias, minMax, linear, relu, leakyRelu, elu, selu, tanh, sigmoid, hardSigmoid, softplus, softsign, flatten, or an object with kind, got "minmax"; did you mean "minMax"?',
    ],
    [
      "an unknown kind of layer",
      withLines({ 3: '"architecture": { "layers": [{ "kind": "dens", "units": 3 }] },' }),
      'mnist.gloro.json:3: architecture.layers[0].kind must be one of conv2d, dense, averagePooling2d, maxPooling2d, liResNetBlock, invertibleDownsampling, scaling, bias, minMax, linear, relu, leakyRelu, elu, selu, tanh, sigmoid, hardSigmoid, softplus, softsign, flatten, add, concatenate, got "dens"; did you mean "dense"?',
    ],
    [
      "an unknown padding",
      withLines({
        3: '"architecture": { "layers": [{ "kind": "conv2d", "filters": 3, "kernelSize": 3, "padding": "sane" }] },',
      }),
      'mnist.gloro.json:3: architecture.layers[0].padding must be one of same, valid, got "sane"; did you mean "same"?',
    ],
    [
      "an unknown key of a named architecture",
      withLines({ 3: '"architecture": { "name": "cnn_C6CC2F", "with": 3 },' }),
      'mnist.gloro.json:3: unknown key "with" in architecture; did you mean "width"?',
    ],
    [
      "an option of another architecture",
      withLines({ 3: '"architecture": { "name": "cnn_2C2F", "width": 3 },' }),
      'mnist.gloro.json:3: architecture: unknown option of the architecture cnn_2C2F "width". Known: activation.',
    ],
    [
      "an option that is out of range",
      withLines({ 3: '"architecture": { "name": "cnn_C6CC2F", "width": 0.5 },' }),
      "mnist.gloro.json:3: architecture.width must be a whole number from 1 on, got 0.5.",
    ],
    [
      "an object that is no architecture",
      withLines({ 3: '"architecture": 3,' }),
      "mnist.gloro.json:3: architecture must be the name of an architecture, or an object with name, layers or module, got 3.",
    ],
    [
      "an unknown name of an architecture with options",
      withLines({ 3: '"architecture": { "name": "liresnet_C18CC2", "width": 64 },' }),
      'mnist.gloro.json:3: architecture: unknown architecture "liresnet_C18CC2"; did you mean "liresnet_C18CC2F"?',
    ],
    [
      "an unknown architecture",
      withLines({ 3: '"architecture": "cnn_2C3F",' }),
      'mnist.gloro.json:3: architecture: unknown architecture "cnn_2C3F"; did you mean "cnn_2C2F"?',
    ],
  ];
  for (const [what, text, message] of refused) {
    it(`refuses ${what}`, () => {
      assert.equal(problemsOf(text), message);
    });
  }
});
