import assert from "node:assert/strict";
import { Matrix, SingularValueDecomposition } from "ml-matrix";
import { float64Layer } from "../../src/certify/float64Layer.js";
import { networkBounds } from "../../src/certify/layerBounds.js";
import type { LayerBound } from "../../src/certify/layerBounds.js";
import { isMerge } from "../../src/certify/layers.js";
import { layerKinds } from "../../src/gloro/layers/index.js";
import type { LayerConfig, MapLayer } from "../../src/gloro/layers/layer.js";
import { buildNetwork } from "../../src/gloro/network.js";
import { certifiedLayers } from "../../src/trainer/certifiedLayers.js";
import { referenceLayer } from "../gloro/layerReference.js";
import { randomValues, sizeOf } from "../gloro/random.js";
import { float64, randomState } from "../gloro/state.js";

const image = [6, 5, 2];

/** Linear layers (and shifts), whose norm the bound is close to. */
const linear: readonly (readonly [LayerConfig, readonly number[]])[] = [
  [{ kind: "conv2d", filters: 3, kernelSize: [2, 3], strides: [1, 2], padding: "same" }, image],
  [{ kind: "dense", units: 4, lipschitz: "exact" }, [7]],
  [{ kind: "dense", units: 4, unitColumns: true }, [7]],
  [{ kind: "averagePooling2d" }, image],
  [{ kind: "averagePooling2d", poolSize: 3, strides: 1, padding: "same" }, image],
  [{ kind: "averagePooling2d", poolSize: [2, 3], strides: [1, 2] }, image],
  [{ kind: "averagePooling2d", poolSize: [3, 4], strides: 2, padding: "same" }, image],
  [{ kind: "liResNetBlock" }, image],
  [{ kind: "liResNetBlock", kernelSize: [2, 4], residualScale: -0.4 }, image],
  [{ kind: "liResNetBlock", kernelSize: 1, useAffine: false, useBias: false }, image],
  [{ kind: "invertibleDownsampling", poolSize: [3, 1] }, image],
  [{ kind: "scaling" }, image],
  [{ kind: "bias" }, image],
  [{ kind: "linear" }, image],
  [{ kind: "flatten" }, image],
];

/** The others, whose largest stretch a move of one entry shows. */
const nonlinear: readonly LayerConfig[] = [
  { kind: "maxPooling2d" },
  { kind: "maxPooling2d", poolSize: 3, strides: 1 },
  { kind: "maxPooling2d", poolSize: [2, 3], strides: [1, 2], padding: "same" },
  { kind: "minMax", absoluteValue: true },
  { kind: "relu" },
  { kind: "leakyRelu" },
  { kind: "leakyRelu", slope: -1.7 },
  { kind: "elu" },
  { kind: "elu", alpha: 1.4 },
  { kind: "selu" },
  { kind: "tanh" },
  { kind: "sigmoid" },
  { kind: "hardSigmoid" },
  { kind: "softplus" },
  { kind: "softsign" },
];

/** The layer in a network, and the certifier's bound of it. */
function certified(config: LayerConfig, inputShape: readonly number[], seed: number) {
  const network = buildNetwork({
    inputShape,
    layers: [config, { kind: "flatten" }, { kind: "dense", units: 2 }],
  });
  const state = randomState(network, seed);
  const { beforeHead } = certifiedLayers(network, state);
  const [layer] = network.layers;
  const [bound] = networkBounds(beforeHead).layers;
  const described = beforeHead[0]?.layer;
  assert.ok(layer?.role === "map" && bound && described && !isMerge(described));
  return { f: withUnitColumns(layer, state), bound, layer: described };
}

/** The layer in Float64 loops, its kernel's columns scaled where it asks for that. */
function withUnitColumns(layer: MapLayer, state: ReturnType<typeof randomState>) {
  const values = float64(state);
  if (layer.config.kind === "dense" && layer.config.unitColumns) {
    const columns = layer.config.units;
    const kernel = values[`${layer.name}/kernel`]!;
    const norms = Array.from({ length: columns }, (_, column) =>
      Math.hypot(...kernel.filter((_, index) => index % columns === column)),
    );
    kernel.forEach((value, index) => (kernel[index] = value / norms[index % columns]!));
  }
  return (x: number[]) => referenceLayer(layer, values, x);
}

const minus = (a: number[], b: number[]) => a.map((value, i) => value - b[i]!);

function assertBounds({ bound, lowerBound, kind }: LayerBound, truth: number, slack: number) {
  // How far the truth's own rounding may put it off.
  const rounding = 1e-12;
  assert.ok(bound >= truth * (1 - rounding), `${kind}: ${bound} is below ${truth}`);
  assert.ok(bound <= truth * (1 + slack), `${kind}: ${bound} is far above ${truth}`);
  assert.ok(lowerBound <= bound && lowerBound >= truth * (1 - 1e-2), `${kind}: ${lowerBound}`);
}

describe("certifiedLayers", () => {
  it("are tested here, unless they join branches or are the user's own", () => {
    const tested = [...linear.map(([config]) => config), ...nonlinear].map(({ kind }) => kind);
    const elsewhere = ["custom", "add", "concatenate"];
    assert.deepEqual(
      new Set(tested),
      new Set(layerKinds.filter((kind) => !elsewhere.includes(kind))),
    );
  });

  for (const [config, inputShape] of linear) {
    it(`are bounded by their largest singular value: ${JSON.stringify(config)}`, () => {
      for (const seed of [1, 2, 3]) {
        const { f, bound } = certified(config, inputShape, seed);
        const size = sizeOf(inputShape);
        const unit = (i: number) => Array.from({ length: size }, (_, k) => Number(k === i));
        const columns = Array.from({ length: size }, (_, i) => minus(f(unit(i)), f(unit(-1))));
        const matrix = new Matrix(columns);
        const { norm2 } = new SingularValueDecomposition(matrix, { autoTranspose: true });
        assertBounds(bound, norm2, 1e-6);
      }
    });
  }

  for (const config of nonlinear) {
    it(`stretch no distance by more than their bound: ${JSON.stringify(config)}`, () => {
      const inputShape = [4, 5, 2];
      const { f, bound } = certified(config, inputShape, 1);
      const size = sizeOf(inputShape);
      const gain = (x: number[], y: number[]) =>
        Math.hypot(...minus(f(x), f(y))) / Math.hypot(...minus(x, y));
      const sampled = Array.from({ length: 300 }, (_, seed) => {
        const x = Array.from(randomValues(size, 2 * seed));
        const step = randomValues(size, 2 * seed + 1);
        const scale = 10 ** (-seed % 4);
        return gain(
          x,
          x.map((value, i) => value + scale * step[i]!),
        );
      });
      const moved = [0, 40].flatMap((level) =>
        Array.from({ length: size }, (_, i) => {
          const x = Array<number>(size).fill(level);
          return [-1, 1].map((sign) => gain(x, x.with(i, level + sign * 2 ** -16)));
        }).flat(),
      );
      assertBounds(bound, Math.max(...sampled, ...moved), 1e-4);
    });
  }

  it("are computed in Float64 as they are defined", () => {
    for (const [config, inputShape] of [
      ...linear,
      ...nonlinear.map((config) => [config, [4, 6, 2]] as const),
    ]) {
      const { f, layer } = certified(config, inputShape, 5);
      const x = randomValues(sizeOf(inputShape), 5).map((value) => 3 * value);
      const expected = f(Array.from(x));
      const actual = float64Layer(layer)!.apply(Float64Array.from(x));
      assert.equal(actual.length, expected.length, config.kind);
      expected.forEach((value, i) => {
        assert.ok(Math.abs(actual[i]! - value) < 1e-12, `${config.kind}: ${actual[i]}, ${value}`);
      });
    }
  });

  it("takes a bound for what the float32 network computes, too", () => {
    const bounds = networkBounds([
      { layer: { kind: "leakyRelu", name: "a", slope: 1.1 }, inputs: [-1], entries: 1 },
      { layer: { kind: "hardSigmoid", name: "b" }, inputs: [0], entries: 1 },
    ]);
    const [leaky, hard] = bounds.layers.map(({ bound }) => bound);
    assert.ok(leaky! >= Math.fround(1.1) && leaky! < 1.1000001, `${leaky}`);
    assert.ok(hard! >= Math.fround(0.2) && hard! < 0.2000001, `${hard}`);
  });

  it("refuses by name an affine or a factor that is not finite", () => {
    const kernel = new Float32Array(4);
    for (const layer of [
      { kind: "scaling", name: "it", alpha: NaN },
      {
        kind: "liResNetBlock",
        name: "it",
        kernel,
        affine: Float32Array.of(1, Infinity),
        residualScale: 1,
        kernelSize: [1, 1],
        centre: [0, 0],
        inputShape: [3, 3, 2],
        bias: undefined,
      },
    ] as const) {
      assert.throws(
        () => networkBounds([{ layer, inputs: [-1], entries: 18 }]),
        /"it"/,
        layer.kind,
      );
    }
  });
});
