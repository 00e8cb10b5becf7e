import assert from "node:assert/strict";
import { NoBoundError } from "../../../src/gloro/errors.js";
import { convertTopology } from "../../../src/gloro/keras/index.js";
import { buildNetwork } from "../../../src/gloro/network.js";
import type { LayerConfig } from "../../../src/gloro/layers/layer.js";
import { functional, kerasLayer, sequential } from "./models.js";
import type { WrittenLayer } from "./models.js";

const dense = (name: string, options = {}, inputs: string[] = []) =>
  kerasLayer("Dense", name, { units: 4, ...options }, inputs);
const input = kerasLayer("InputLayer", "in", { batch_input_shape: [null, 4] });
const conv = (options = {}) =>
  kerasLayer("Conv2D", "conv", {
    filters: 2,
    kernel_size: [3, 2],
    strides: [2, 1],
    padding: "same",
    data_format: "channels_last",
    dilation_rate: [1, 1],
    groups: 1,
    ...options,
  });

const pool = (className: string, options = {}) =>
  kerasLayer(className, "pool", { pool_size: [2, 3], padding: "same", ...options });

describe("convertTopology", () => {
  it("reads a chain, with activations as layers of their own", () => {
    const config = convertTopology(
      sequential(
        [6, 5, 2],
        [
          conv({ activation: "relu", use_bias: false }),
          kerasLayer("MinMax", "sort"),
          kerasLayer("Activation", "nothing", { activation: "linear" }),
          kerasLayer("ReLU", "bend", { max_value: null, negative_slope: 0, threshold: 0 }),
          kerasLayer("Flatten", "flat", { data_format: "channels_last" }),
        ],
      ),
    );
    assert.deepEqual(config.inputShape, [6, 5, 2]);
    assert.deepEqual(config.layers, [
      {
        kind: "conv2d",
        name: "conv",
        inputs: ["input"],
        filters: 2,
        kernelSize: [3, 2],
        strides: [2, 1],
        padding: "same",
        useBias: false,
      },
      { kind: "relu", name: "conv_activation", inputs: ["conv"] },
      { kind: "minMax", name: "sort", inputs: ["conv_activation"] },
      { kind: "relu", name: "bend", inputs: ["sort"] },
      { kind: "flatten", name: "flat", inputs: ["bend"] },
      { kind: "dense", name: "head", inputs: ["flat"], units: 3, useBias: true },
    ]);
    assert.equal(buildNetwork(config).classes, 3);
  });

  it("reads branches", () => {
    const config = convertTopology(
      functional(
        input,
        dense("a", { activation: "relu" }, ["in"]),
        dense("b", {}, ["a"]),
        kerasLayer("Add", "sum", {}, ["b", "a", "in"]),
        kerasLayer("Concatenate", "side", { axis: -1 }, ["sum", "in"]),
        dense("head", { units: 2 }, ["side"]),
      ),
    );
    const inputsOf = (name: string) => config.layers.find((layer) => layer.name === name)?.inputs;
    assert.deepEqual(inputsOf("sum"), ["b", "a_activation", "input"]);
    assert.deepEqual(inputsOf("side"), ["sum", "input"]);
    assert.deepEqual(buildNetwork(config).layers.at(-2)?.outputShape, [8]);
  });

  it("reads each class with its settings", () => {
    const read: [WrittenLayer, LayerConfig][] = [
      [
        pool("AveragePooling2D", { strides: null, data_format: "channels_last" }),
        { kind: "averagePooling2d", poolSize: [2, 3], strides: [2, 3], padding: "same" },
      ],
      [
        pool("MaxPooling2D", { strides: [1, 2], padding: "valid" }),
        { kind: "maxPooling2d", poolSize: [2, 3], strides: [1, 2], padding: "valid" },
      ],
      [
        kerasLayer("ReLU", "it", { max_value: null, negative_slope: 0.2, threshold: 0 }),
        { kind: "leakyRelu", slope: 0.2 },
      ],
      [kerasLayer("LeakyReLU", "it", { alpha: 0.1 }), { kind: "leakyRelu", slope: 0.1 }],
      [kerasLayer("LeakyReLU", "it", { negative_slope: 0.4 }), { kind: "leakyRelu", slope: 0.4 }],
      [kerasLayer("LeakyReLU", "it"), { kind: "leakyRelu", slope: 0.3 }],
      [kerasLayer("ELU", "it", { alpha: 0.5 }), { kind: "elu", alpha: 0.5 }],
      [kerasLayer("Activation", "it", { activation: "selu" }), { kind: "selu" }],
      [kerasLayer("Activation", "it", { activation: "hardSigmoid" }), { kind: "hardSigmoid" }],
      [
        kerasLayer("MinMax", "it", { absolute_value: true }),
        { kind: "minMax", absoluteValue: true },
      ],
      [kerasLayer("MinMax", "it", { absolute_value: false }), { kind: "minMax" }],
      [
        kerasLayer("InvertibleDownsampling", "it", { pool_size: 3 }),
        { kind: "invertibleDownsampling", poolSize: [3, 3] },
      ],
      [kerasLayer("Scaling", "it", { init: 0.5 }), { kind: "scaling", initial: 0.5 }],
      [kerasLayer("Bias", "it", { init: 1 + 2 ** -52 }), { kind: "bias", initial: 1 }],
      [
        kerasLayer("LiResNetBlock", "it", {
          kernel_size: [3, 2],
          use_bias: false,
          use_affine: true,
          residual_scale: 0.5,
          lc_strategy: "power",
        }),
        {
          kind: "liResNetBlock",
          kernelSize: [3, 2],
          useBias: false,
          useAffine: true,
          residualScale: 0.5,
        },
      ],
      [
        dense("it", { lc_strategy: "eigh" }),
        { kind: "dense", units: 4, useBias: true, lipschitz: "exact" },
      ],
    ];
    for (const [layer, config] of read) {
      const { name } = layer.config;
      const found = convertTopology(sequential([6, 5, 2], [layer])).layers[0];
      assert.deepEqual(found, { ...config, name, inputs: ["input"] });
    }
  });

  it("names the layer that it cannot bound, and says what is wrong", () => {
    const refused: [unknown, RegExp][] = [
      [sequential([4], [kerasLayer("Lambda", "mine")]), /"mine" \(Lambda\) has no known Lipschitz/],
      [sequential([4], [kerasLayer("toString", "mine")]), /"mine" \(toString\) has no known/],
      [sequential([4], [kerasLayer("Dropout", "drop")]), /"drop" \(Dropout\) does nothing/],
      [sequential([4], [kerasLayer("Reshape", "shape")]), /"shape" \(Reshape\)/],
      [sequential([4], [kerasLayer("BatchNormalization", "norm")]), /"norm" .* variance/],
      [sequential([4], [kerasLayer("Sequential", "inner")]), /"inner" .* model in a model/],
      [sequential([4], [dense("a", { activation: "gelu" })]), /"a" \(Dense\) .* "gelu"/],
      [sequential([4], [dense("a", { activation: { class_name: "F" } })]), /activation/],
      [sequential([4], [], { activation: "softmax" }), /"head" .* between logits.*linear/],
      [sequential([4], [kerasLayer("Softmax", "soft")]), /"soft" \(Softmax\) is a softmax/],
      [sequential([4], [kerasLayer("PReLU", "bend")]), /"bend" \(PReLU\) has no known Lipschitz/],
      [sequential([4], [dense("a", { lc_strategy: "guess" })]), /"a" .* lc_strategy "guess"/],
      [sequential([6, 5, 2], [conv({ lc_strategy: "eigh" })]), /"conv" .* power method/],
      [
        sequential([6, 5, 2], [pool("MaxPooling2D", { data_format: "channels_first" })]),
        /"pool" .*channels_last/,
      ],
      [sequential([6, 5, 2], [conv({ data_format: "channels_first" })]), /"conv" .*channels_last/],
      [sequential([6, 5, 2], [conv({ dilation_rate: [2, 2] })]), /"conv" .*dilated/],
      [sequential([6, 5, 2], [conv({ groups: 2 })]), /"conv" .*grouped/],
      [sequential([4], [kerasLayer("ReLU", "six", { max_value: 6 })]), /"six" .*bounded ReLU/],
      [sequential([4], [kerasLayer("ReLU", "jump", { threshold: 1 })]), /"jump" .*threshold/],
      [
        functional(
          input,
          {
            ...dense("twice"),
            inbound_nodes: [[["in", 0, 0, {}]], [["twice", 0, 0, {}]]],
          },
          dense("head", {}, ["twice"]),
        ),
        /"twice" \(Dense\) is used 2 times/,
      ],
    ];
    for (const [model, message] of refused)
      assert.throws(() => convertTopology(model), { name: NoBoundError.name, message });
  });

  it("says what it cannot read", () => {
    const unread: [unknown, RegExp][] = [
      [undefined, /not an object/],
      [{ class_name: "Transformer", config: {} }, /is a "Transformer"; only Sequential/],
      [sequential([null, 4], []), /input "in" has the shape \[null,null,4\]/],
      [sequential([4], [dense("a", { units: "many" })]), /"a" \(Dense\) has units "many"/],
      [sequential([6, 5, 2], [conv({ strides: [1, 2, 3] })]), /"conv" .* strides \[1,2,3\]/],
      [sequential([6, 5, 2], [conv({ padding: "causal" })]), /"conv" .* padding "causal"/],
      [functional(input, dense("head", {}, ["missing"])), /"missing"/],
      [
        functional(input, {
          ...dense("head"),
          inbound_nodes: [[["in", 1, 0, {}]]],
        }),
        /first use/,
      ],
      [
        functional(input, {
          ...dense("head"),
          class_name: "TFOpLambda",
          inbound_nodes: [["in", 0, 0, { y: ["in", 0, 0] }]],
        }),
        /layer "head" \(TFOpLambda\) is not a list/,
      ],
      [
        sequential([4], [kerasLayer("ELU", "it", { alpha: "big" })]),
        /"it" \(ELU\) has alpha "big"/,
      ],
      [sequential([4], [dense("a", { use_bias: 1 })]), /"a" \(Dense\) has use_bias 1/],
    ];
    for (const [model, message] of unread)
      assert.throws(() => convertTopology(model), { message }, JSON.stringify(model));
  });
});
