import assert from "node:assert/strict";
import { onnxModel } from "../../../src/formats/onnx/onnxModel.js";
import { buildNetwork } from "../../../src/gloro/network.js";
import type { Network } from "../../../src/gloro/network.js";
import type { LayerConfig } from "../../../src/gloro/layers/layer.js";
import { layerKinds } from "../../../src/gloro/layers/index.js";
import type { RelaxationConfig } from "../../../src/gloro/relaxations/index.js";
import { exampleNetworks } from "../../engine/exampleNetworks.js";
import { randomValues, sizeOf } from "../../gloro/random.js";
import { randomState, withValues } from "../../gloro/state.js";
import { eagerNet, eagerRelaxed } from "./eagerNet.js";
import { decode, epsilonReplaced } from "./modelFile.js";
import { runModel } from "./runModel.js";
import type { ModelOutputs } from "./runModel.js";

const head = { kind: "dense", units: 3 } as const;
const subLipschitz = 0.7;

/** A network of images whose layers end in a head. */
function imageNetwork(inputShape: readonly number[], ...layers: readonly LayerConfig[]): Network {
  return buildNetwork({ inputShape, layers: [...layers, { kind: "flatten" }, head] });
}

const windows = [
  { poolSize: 3, strides: 1, padding: "same" },
  { poolSize: [2, 3], strides: [1, 2] },
  { poolSize: [1, 2], strides: 3, padding: "same" },
  { poolSize: [3, 4], strides: 2, padding: "same" },
  { poolSize: 2, strides: 3 },
] as const;

// One of them has a custom layer, which is refused.
const { branches, ...withoutCustom } = exampleNetworks;
const networks: Readonly<Record<string, Network>> = {
  ...withoutCustom,
  // Branches of both layouts, of images and of vectors.
  merges: buildNetwork({
    inputShape: [4, 4, 2],
    layers: [
      { kind: "relu", name: "last", inputs: ["input"] },
      { kind: "conv2d", name: "first", filters: 2, kernelSize: 3, padding: "same" },
      { kind: "add", name: "sum", inputs: ["last", "first"] },
      { kind: "concatenate", name: "images", inputs: ["last", "sum", "first"] },
      { kind: "flatten", name: "flat" },
      { kind: "dense", name: "left", units: 4 },
      { kind: "dense", name: "right", inputs: ["flat"], units: 4, useBias: false },
      { kind: "add", name: "both", inputs: ["left", "right"] },
      { kind: "concatenate", inputs: ["both", "left"] },
      { ...head, unitColumns: true },
    ],
  }),
  vectors: buildNetwork({
    inputShape: [6],
    layers: [{ kind: "dense", units: 4 }, { kind: "minMax" }, head],
  }),
  ...Object.fromEntries(
    windows.flatMap((window) =>
      (["maxPooling2d", "averagePooling2d"] as const).map((kind) => [
        `${kind} ${JSON.stringify(window)}`,
        imageNetwork([5, 6, 2], { kind, ...window }),
      ]),
    ),
  ),
  blocks: imageNetwork(
    [5, 6, 2],
    { kind: "invertibleDownsampling", poolSize: [5, 2] },
    { kind: "liResNetBlock", kernelSize: [3, 2], residualScale: -0.4 },
    { kind: "conv2d", filters: 4, kernelSize: [1, 2], strides: 3, padding: "same" },
  ),
};

const batchSizes = [1, 3, 7];
const most = Math.max(...batchSizes);

/** Entries of `actual` within 1e-5 of those of `expected`, relative to the largest of these. */
function assertNear(actual: readonly number[], expected: readonly number[], what: string): void {
  assert.equal(actual.length, expected.length, `${what}: length`);
  const size = Math.max(...expected.map(Math.abs).filter(Number.isFinite));
  for (const [index, value] of expected.entries()) {
    const found = actual[index]!;
    const near = Number.isFinite(value)
      ? Math.abs(found - value) <= 1e-5 * size
      : Object.is(found, value);
    assert.ok(near, `${what}, entry ${index}: got ${found}, expected ${value}`);
  }
}

/** Asserts that outputs are the first rows of what the library answers. */
function assertOutputs(
  outputs: ModelOutputs,
  expected: Readonly<Record<string, readonly number[]>>,
  { rows, of }: { rows: number; of: number },
): void {
  assert.deepEqual(Object.keys(outputs).sort(), Object.keys(expected).sort());
  for (const [name, values] of Object.entries(expected)) {
    const width = values.length / of;
    const { shape, data } = outputs[name]!;
    assert.equal(shape[0], rows, name);
    assertNear(data, values.slice(0, rows * width), `${name} of ${rows}`);
  }
}

/** An ε between the radii of both halves, so that some points are certified and some are not. */
function middle(radii: readonly number[]): number {
  const sorted = [...radii].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return (sorted[half - 1]! + sorted[half]!) / 2;
}

describe("onnxModel", () => {
  it("is tested with every kind of layer that it writes", () => {
    const kinds = Object.values(networks).flatMap(({ layers }) =>
      layers.map(({ config }) => config.kind),
    );
    assert.deepEqual(new Set<string>([...kinds, "custom"]), new Set(layerKinds));
  });

  for (const [name, network] of Object.entries(networks))
    it(`answers as the library does, in batches of any size: ${name}`, async () => {
      const weights = randomState(network, 5);
      const size = sizeOf(network.inputShape);
      const images = randomValues(most * size, 8);
      const net = { network, weights, images, count: most, subLipschitz, epsilon: 1 };
      const epsilon = middle(eagerNet(net).radius);
      const expected = eagerNet({ ...net, epsilon });
      const answers = new Set(expected.prediction.map((answer) => answer === network.classes));
      assert.equal(answers.size, 2, "some points are certified and some are not");

      const model = onnxModel(network, weights, { epsilon, subLipschitz });
      const batches = batchSizes.map((rows) => images.subarray(0, rows * size));
      const outputs = await runModel(model, network.inputShape, ...batches);
      for (const [index, rows] of batchSizes.entries())
        assertOutputs(outputs[index]!, expected, { rows, of: most });
    });

  const classifier = buildNetwork({
    inputShape: [7],
    layers: [{ kind: "dense", units: 12 }, { kind: "relu" }, { kind: "dense", units: 5 }],
  });
  const relaxations: readonly RelaxationConfig[] = [
    { kind: "rtk", k: 1 },
    { kind: "rtk", k: 4 },
    { kind: "affinity", sets: [[0, 2], [1, 3, 4], [3]] },
    { kind: "affinity", sets: [[0, 1]] },
  ];
  for (const relaxation of relaxations)
    it(`answers as the library's relaxed net does: ${JSON.stringify(relaxation)}`, async () => {
      const weights = randomState(classifier, 5);
      const count = 60;
      const images = randomValues(count * 7, 8).map((value) => 3 * value);
      const net = { network: classifier, weights, images, count, subLipschitz, epsilon: 0.3 };
      const expected = eagerRelaxed(net, relaxation);
      assert.deepEqual(new Set(expected.guarantee), new Set([0, 1]), "both answers occur");
      const plain = eagerNet(net).prediction;
      const differs = expected.prediction.some((answer, n) => answer !== plain[n]);
      assert.equal(differs, relaxation.kind !== "rtk" || relaxation.k > 1);

      const model = onnxModel(classifier, weights, { epsilon: 0.3, subLipschitz, relaxation });
      const [outputs] = await runModel(model, [7], images);
      assertOutputs(outputs!, expected, { rows: count, of: count });
      assert.deepEqual(outputs!["guarantee"]!.shape, [count, expected.guarantee.length / count]);
    });

  describe("certifies nothing", () => {
    const pooled = imageNetwork([4, 4, 1], { kind: "relu" }, { kind: "maxPooling2d" });
    const weights = randomState(pooled, 5);
    const headName = pooled.head.layer;
    const options = { epsilon: 1e-6, subLipschitz };
    const images = randomValues(3 * 16, 8);

    for (const relaxation of [undefined, { kind: "rtk", k: 2 }] as const)
      for (const wrong of [NaN, Infinity, -Infinity])
        it(`where a pixel is ${wrong}, and all the same of the other images: ${JSON.stringify(relaxation)}`, async () => {
          const spoilt = images.slice();
          spoilt[20] = wrong;
          const model = onnxModel(pooled, weights, { ...options, relaxation });
          const [before, after] = await runModel(model, [4, 4, 1], images, spoilt);
          assert.ok(before!["radius"]!.data.every((radius) => radius > options.epsilon));
          assert.ok(before!["prediction"]!.data.every((prediction) => prediction < 3));
          for (const name of ["radius", "prediction"]) {
            const expected = [...before![name]!.data];
            expected[1] = name === "radius" ? 0 : 3;
            assert.deepEqual(after![name]!.data, expected, name);
          }
          assert.equal(after!["bottom"]!.data[1], Infinity);
          assert.deepEqual(after!["guarantee"]?.data.slice(2, 4) ?? [], relaxation ? [0, 0] : []);
        });

    it("where a logit is not finite, though the image is", async () => {
      const huge = images.map((value, n) => (n < 16 ? 3e38 : value));
      const steep = Array.from({ length: 12 }, (_, index) => (index % 3 === 0 ? 2 : 0.1));
      const state = withValues(weights, `${headName}/kernel`, steep);
      const [outputs] = await runModel(onnxModel(pooled, state, options), [4, 4, 1], huge);
      assert.deepEqual(outputs!["logits"]!.data.slice(0, 3).map(Number.isFinite), [
        false,
        true,
        true,
      ]);
      assert.equal(outputs!["radius"]!.data[0], 0);
      assert.equal(outputs!["prediction"]!.data[0], 3);
    });

    it("where the largest logits tie, whether or not their margin depends on the input", async () => {
      const black = new Float32Array(16);
      const tied = withValues(weights, `${headName}/bias`, [1, 2, 2]);
      const constant = withValues(tied, `${headName}/kernel`, new Array<number>(12).fill(0.5));
      for (const state of [tied, constant]) {
        const model = onnxModel(pooled, state, options);
        const [outputs] = await runModel(model, [4, 4, 1], black);
        assert.deepEqual(outputs!["radius"]!.data, [0]);
        assert.deepEqual(outputs!["prediction"]!.data, [3]);
      }
    });

    it("unless no other class depends on the input: then everywhere", async () => {
      const biased = withValues(weights, `${headName}/bias`, [1, 2, 1.5]);
      const constant = withValues(biased, `${headName}/kernel`, new Array<number>(12).fill(0.5));
      const [outputs] = await runModel(onnxModel(pooled, constant, options), [4, 4, 1], images);
      assert.deepEqual(outputs!["radius"]!.data, [Infinity, Infinity, Infinity]);
      assert.deepEqual(outputs!["prediction"]!.data, [1, 1, 1]);
    });
  });

  it("certifies another radius once its initializer epsilon is replaced", async () => {
    const network = networks["vectors"]!;
    const weights = randomState(network, 5);
    const images = randomValues(most * 6, 8);
    const model = onnxModel(network, weights, { epsilon: 1e-6, subLipschitz });
    const net = { network, weights, images, count: most, subLipschitz };
    const wider = middle(eagerNet({ ...net, epsilon: 1 }).radius);
    const [near] = await runModel(model, [6], images);
    const [far] = await runModel(epsilonReplaced(model, wider), [6], images);
    assert.ok(near!["prediction"]!.data.every((prediction) => prediction < 3));
    assertOutputs(far!, eagerNet({ ...net, epsilon: wider }), { rows: most, of: most });
    assert.ok(far!["prediction"]!.data.includes(3));
  });

  it("has standard operations only, no weight that nothing reads, and says what it is", () => {
    const network = networks["liResNet"]!;
    const weights = randomState(network, 5);
    const relaxation = { kind: "rtk", k: 2 } as const;
    const given = { epsilon: 0.5, subLipschitz: 1.25, relaxation };
    const model = decode(onnxModel(network, weights, { ...given, subLipschitzIs: "proved" }));
    const { graph } = model;
    assert.deepEqual(
      model.opsetImport.map(({ domain, version }) => [domain, Number(version)]),
      [["", 17]],
    );
    assert.ok(graph.node.every(({ domain }) => domain === ""));
    const read = new Set(graph.node.flatMap(({ input }) => input));
    for (const { name } of graph.initializer) assert.ok(read.has(name), name!);
    const parameters = Object.keys(network.parameters).filter((name) => !name.includes("affine"));
    const written = new Set(graph.initializer.map(({ name }) => name));
    assert.deepEqual(
      ["K", "epsilon", ...parameters].filter((name) => !written.has(name)),
      [],
    );
    assert.deepEqual(
      Object.fromEntries(model.metadataProps.map(({ key, value }) => [key, value])),
      {
        producer: "gloro",
        epsilon: "0.5",
        sub_lipschitz: "1.25",
        sub_lipschitz_is: "proved",
        classes: "3",
        relaxation: '{"kind":"rtk","k":2}',
      },
    );
    const names = ["logits", "bottom", "radius", "prediction", "guarantee"];
    assert.deepEqual(
      graph.output.map(({ name }) => name),
      names,
    );
    for (const { name, docString } of graph.output) {
      assert.ok(docString, name!);
      assert.ok(graph.docString.includes(docString), name!);
    }
  });

  it("refuses a layer of the user's own by name", () => {
    assert.throws(
      () => onnxModel(branches!, randomState(branches!, 5), { epsilon: 1, subLipschitz }),
      { name: "GloroError", message: /"gate" \(custom\)/ },
    );
  });

  it("refuses numbers and weights that certify nothing", () => {
    const network = networks["vectors"]!;
    const weights = randomState(network, 5);
    const options = { epsilon: 1, subLipschitz };
    const missing = { "dense_1/kernel": weights["dense_1/kernel"]! };
    const spoilt = withValues(weights, "dense_2/kernel", new Array<number>(12).fill(NaN));
    const refused: readonly (readonly [() => Uint8Array, string, RegExp])[] = [
      [() => onnxModel(network, weights, { ...options, epsilon: 0 }), "GloroError", /^epsilon/],
      [() => onnxModel(network, weights, { ...options, epsilon: NaN }), "GloroError", /^epsilon/],
      [
        () => onnxModel(network, weights, { ...options, subLipschitz: Infinity }),
        "GloroError",
        /^subLipschitz/,
      ],
      [
        () => onnxModel(network, weights, { ...options, relaxation: { kind: "rtk", k: 3 } }),
        "GloroError",
        /from 1 to 2/,
      ],
      [() => onnxModel(network, missing, options), "ShapeError", /"dense_1\/bias".*nothing/],
      [() => onnxModel(network, spoilt, options), "GloroError", /"dense_2\/kernel".*not finite/],
    ];
    for (const [make, name, message] of refused) assert.throws(make, { name, message });
  });
});
