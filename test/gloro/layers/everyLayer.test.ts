import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import { Matrix, SingularValueDecomposition } from "ml-matrix";
import { buildLayer, layerKinds } from "../../../src/gloro/layers/index.js";
import type { LayerConfig, MapLayer } from "../../../src/gloro/layers/layer.js";
import { iterate, spectralNorm } from "../../../src/gloro/lipschitz/index.js";
import type { HostTensors } from "../../../src/gloro/program.js";
import { assertClose } from "../close.js";
import { host, numbers, tensors } from "../eager.js";
import { referenceLayer } from "../layerReference.js";
import { randomValues, sizeOf } from "../random.js";
import { float64 } from "../state.js";

const image = [5, 6, 2];

/** Every kind of layer of one input, in every form that its file tells apart. */
const cases: readonly (readonly [LayerConfig, readonly number[]])[] = [
  [{ kind: "conv2d", filters: 3, kernelSize: [2, 3], strides: [1, 2], padding: "same" }, image],
  [{ kind: "dense", units: 4 }, [7]],
  [{ kind: "dense", units: 4, lipschitz: "exact" }, [7]],
  [{ kind: "dense", units: 9, lipschitz: "exact" }, [4]],
  [{ kind: "averagePooling2d" }, image],
  [{ kind: "averagePooling2d", poolSize: 3, strides: 1, padding: "same" }, image],
  [{ kind: "averagePooling2d", poolSize: [2, 3], strides: [1, 2] }, image],
  [{ kind: "averagePooling2d", poolSize: 2, strides: 3, padding: "same" }, image],
  [{ kind: "averagePooling2d", poolSize: [3, 4], strides: 2, padding: "same" }, image],
  [{ kind: "maxPooling2d" }, image],
  [{ kind: "maxPooling2d", poolSize: 3, strides: 1 }, image],
  [{ kind: "maxPooling2d", poolSize: 3, strides: 1, padding: "same" }, image],
  [{ kind: "maxPooling2d", poolSize: [2, 3], strides: [1, 2] }, image],
  [{ kind: "maxPooling2d", poolSize: [1, 2], strides: 3, padding: "same" }, image],
  [{ kind: "maxPooling2d", poolSize: [3, 4], strides: 2, padding: "same" }, image],
  [{ kind: "liResNetBlock" }, image],
  [{ kind: "liResNetBlock", kernelSize: [2, 4], residualScale: -0.4 }, image],
  [{ kind: "liResNetBlock", kernelSize: 1, useAffine: false, useBias: false }, image],
  [{ kind: "liResNetBlock", kernelSize: [3, 2] }, [4, 3, 1]],
  [{ kind: "invertibleDownsampling", poolSize: [5, 2] }, image],
  [{ kind: "invertibleDownsampling" }, [4, 6, 3]],
  [{ kind: "scaling" }, image],
  [{ kind: "bias" }, image],
  [{ kind: "minMax" }, image],
  [{ kind: "minMax", absoluteValue: true }, image],
  [{ kind: "minMax", pairing: "halves", absoluteValue: true }, image],
  [{ kind: "linear" }, image],
  [{ kind: "relu" }, image],
  [{ kind: "leakyRelu" }, image],
  [{ kind: "leakyRelu", slope: -1.7 }, image],
  [{ kind: "elu" }, image],
  [{ kind: "elu", alpha: 1.4 }, image],
  [{ kind: "elu", alpha: 0.2 }, image],
  [{ kind: "selu" }, image],
  [{ kind: "tanh" }, image],
  [{ kind: "sigmoid" }, image],
  [{ kind: "hardSigmoid" }, image],
  [{ kind: "softplus" }, image],
  [{ kind: "softsign" }, image],
  [{ kind: "flatten" }, image],
];

/** The kinds that are a linear map and a shift. */
const affineKinds = [
  "conv2d",
  "dense",
  "averagePooling2d",
  "liResNetBlock",
  "invertibleDownsampling",
  "scaling",
  "bias",
  "linear",
  "flatten",
];

function layerOf(config: LayerConfig, inputShape: readonly number[]): MapLayer {
  const layer = buildLayer(config, { name: "it", inputShapes: [inputShape] });
  assert.ok(layer.role === "map");
  return layer;
}

function weightsOf(layer: MapLayer, seed: number): HostTensors {
  return Object.fromEntries(
    layer.weights.map(({ name, shape }, index) => [
      name,
      host(shape, randomValues(sizeOf(shape), 100 * seed + index)),
    ]),
  );
}

/** The layer's gain, its power method run until it has settled. */
function gainOf({ gain }: MapLayer, weights: HostTensors): number {
  switch (gain.kind) {
    case "constant":
      return gain.value;
    case "computed":
      return numbers(() => gain.compute(tensors(weights)))[0]!;
    case "powerMethod":
      return numbers(() => {
        const { map } = gain;
        const start = host(map.iterateShape, randomValues(sizeOf(map.iterateShape), 9));
        const state = tensors({ ...weights, [map.iterate]: start });
        return spectralNorm(map, { ...state, [map.iterate]: iterate(map, state, 1000) });
      })[0]!;
  }
}

const difference = (a: readonly number[], b: readonly number[]) =>
  a.map((value, i) => value - b[i]!);
const norm = (x: readonly number[]) => Math.sqrt(x.reduce((sum, value) => sum + value ** 2, 0));

/** The largest of ‖f(x) − f(y)‖/‖x − y‖ over random pairs, and over moves of one entry. */
function sampledGain(f: (x: number[]) => number[], size: number): number {
  const ratio = (x: number[], y: number[]) => norm(difference(f(x), f(y))) / norm(difference(x, y));
  const base = [0, 30].map((level) => Array<number>(size).fill(level));
  const moves = base.flatMap((x) =>
    x.flatMap((_, i) =>
      [-1e-4, 1e-4, 1].map((step) =>
        ratio(
          x,
          x.map((value, k) => (k === i ? value + step : value)),
        ),
      ),
    ),
  );
  const pairs = Array.from({ length: 200 }, (_, seed) => {
    const x = Array.from(randomValues(size, 2 * seed));
    const scale = 10 ** (-seed % 4);
    return ratio(
      x,
      x.map((value, i) => value + scale * randomValues(size, 2 * seed + 1)[i]!),
    );
  });
  return Math.max(...moves, ...pairs);
}

describe("every layer", () => {
  it("is tested here, unless it joins branches or is the user's own", () => {
    const elsewhere = ["custom", "add", "concatenate"];
    assert.deepEqual(
      new Set(cases.map(([{ kind }]) => kind)),
      new Set(layerKinds.filter((kind) => !elsewhere.includes(kind))),
    );
  });

  for (const [config, inputShape] of cases) {
    const layer = layerOf(config, inputShape);
    const size = sizeOf(inputShape);
    const title = JSON.stringify(config);

    it(`computes what naive Float64 loops do: ${title}`, () => {
      for (const seed of [1, 2]) {
        const weights = weightsOf(layer, seed);
        const images = randomValues(2 * size, seed + 50);
        const expected = [0, 1].flatMap((n) =>
          referenceLayer(
            layer,
            float64(weights),
            Array.from(images.subarray(n * size, (n + 1) * size)),
          ),
        );
        const found = tf.tidy(() => {
          const y = layer.forward(tf.tensor(images, [2, ...inputShape]), tensors(weights));
          assert.deepEqual(y.shape, [2, ...layer.outputShape]);
          return Array.from(y.dataSync());
        });
        assertClose(found, expected, 1e-5, `seed ${seed}`);
      }
    });

    it(`has the gradient of finite differences: ${title}`, () => {
      const weights = weightsOf(layer, 3);
      const entries: HostTensors = {
        x: host([1, ...inputShape], randomValues(size, 60)),
        ...weights,
      };
      const cotangent = randomValues(sizeOf(layer.outputShape), 70);
      const lossOf = (values: ReturnType<typeof float64>) =>
        referenceLayer(layer, values, Array.from(values["x"]!)).reduce(
          (sum, value, i) => sum + value * cotangent[i]!,
          0,
        );
      for (const name of Object.keys(entries)) {
        const found = numbers(() => {
          const given = tensors(entries);
          const c = tf.tensor(cotangent, [1, ...layer.outputShape]);
          return tf.grad((value) => {
            const state = { ...given, [name]: value };
            return tf.sum(tf.mul(layer.forward(state["x"]!, state), c));
          })(given[name]!);
        });
        const h = 1e-5;
        const expected = found.map((_, i) => {
          const [up, down] = [1, -1].map((sign) => {
            const values = float64(entries);
            values[name]![i]! += sign * h;
            return lossOf(values);
          });
          return (up! - down!) / (2 * h);
        });
        assertClose(found, expected, 1e-4, name);
      }
    });

    it(`stretches no distance by more than its gain, and some by as much: ${title}`, () => {
      for (const seed of [4, 5]) {
        const weights = weightsOf(layer, seed);
        const values = float64(weights);
        const f = (x: number[]) => referenceLayer(layer, values, x);
        const gain = gainOf(layer, weights);
        const sampled = sampledGain(f, size);
        assert.ok(sampled <= gain * (1 + 1e-5), `seed ${seed}: ${sampled} above ${gain}`);
        const truth = affineKinds.includes(config.kind) ? largestStretch(f, size) : sampled;
        assert.ok(Math.abs(gain / truth - 1) < 1e-3, `seed ${seed}: ${gain} for ${truth}`);
      }
    });
  }
});

/** The largest singular value of the linear part of an affine map. */
function largestStretch(f: (x: number[]) => number[], size: number): number {
  const shift = f(Array<number>(size).fill(0));
  const columns = Array.from({ length: size }, (_, i) =>
    difference(f(Array.from({ length: size }, (_, k) => (k === i ? 1 : 0))), shift),
  );
  return new SingularValueDecomposition(new Matrix(columns), { autoTranspose: true }).norm2;
}
