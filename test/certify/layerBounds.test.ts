import assert from "node:assert/strict";
import { networkBounds } from "../../src/certify/layerBounds.js";
import type { Conv2dLayer, DenseLayer, Layer, PlacedLayer } from "../../src/certify/layers.js";
import { GloroError, NoBoundError, ShapeError } from "../../src/gloro/errors.js";
import { random } from "./random.js";
import { spectralNorm, svdError } from "./singularValues.js";

const dense: DenseLayer = {
  kind: "dense",
  name: "fc",
  kernel: Float32Array.of(3, 0, 0, 0, 4, 0),
  inputs: 3,
  outputs: 2,
  bias: undefined,
  hasUnitColumns: false,
};

const conv2d: Conv2dLayer = {
  kind: "conv2d",
  name: "conv",
  kernel: Float32Array.of(0.5, -2, 1),
  kernelSize: [1, 1],
  strides: [1, 1],
  padding: "same",
  inputShape: [4, 6, 1],
  filters: 3,
  bias: undefined,
};

const chain = (layers: readonly Layer[]) =>
  layers.map((layer, position): PlacedLayer => ({
    layer,
    inputs: [position - 1],
    entries: 1,
  }));

describe("networkBounds", () => {
  it("multiplies the layers' bounds", () => {
    const { layers, subLipschitz } = networkBounds(
      chain([
        conv2d,
        { kind: "minMax", name: "sort", pairing: "halves", absoluteValue: false, channels: 2 },
        { kind: "flatten", name: "flat" },
        dense,
        { kind: "relu", name: "relu" },
      ]),
    );
    const norms = [Math.sqrt(0.25 + 4 + 1), 1, 1, 5, 1];
    assert.deepEqual(
      layers.map(({ name }) => name),
      ["conv", "sort", "flat", "fc", "relu"],
    );
    layers.forEach(({ name, bound, lowerBound }, i) => {
      assert.ok(bound >= norms[i]! && bound <= norms[i]! * (1 + 1e-8), `${name}: ${bound}`);
      assert.ok(Math.abs(lowerBound - norms[i]!) < 1e-6, `${name}: ${lowerBound}`);
    });
    const product = norms.reduce((a, b) => a * b);
    assert.ok(subLipschitz >= product && subLipschitz <= product * (1 + 2e-8), `${subLipschitz}`);
    assert.deepEqual(
      layers.map(({ method }) => method),
      ["explicit", "constant", "constant", "gram", "constant"],
    );
  });

  it("bounds dense kernels by their largest singular value", () => {
    for (let seed = 0; seed < 60; seed++) {
      const source = random(seed);
      const [inputs, outputs] = [source.whole(1, 30), source.whole(1, 12)];
      const values = source.floats(inputs * outputs);
      const kernel = Float32Array.from(values);
      const { subLipschitz } = networkBounds(chain([{ ...dense, kernel, inputs, outputs }]));
      const norm = spectralNorm({ rows: inputs, columns: outputs, values });
      const message = `seed ${seed}: ${subLipschitz / norm}`;
      assert.ok(
        subLipschitz >= norm * (1 - svdError) && subLipschitz <= norm * (1 + 1e-6),
        message,
      );
    }
  });

  it("adds branches that meet in a sum, and takes the root of squares side by side", () => {
    const scaled = (name: string, constant: number): Layer => ({
      kind: "declared",
      name,
      constant,
    });
    const meeting = (kind: "add" | "concatenate") =>
      networkBounds([
        { layer: scaled("a", 3), inputs: [-1], entries: 1 },
        { layer: scaled("b", 2), inputs: [0], entries: 1 },
        { layer: { kind, name: "meet", widths: [1, 1, 1] }, inputs: [1, 0, -1], entries: 1 },
        { layer: scaled("c", 5), inputs: [2], entries: 1 },
      ]).subLipschitz;
    const just = (actual: number, expected: number) => {
      assert.ok(actual >= expected && actual < expected * (1 + 1e-14), `${actual} for ${expected}`);
    };
    just(meeting("add"), (6 + 3 + 1) * 5);
    just(meeting("concatenate"), Math.sqrt(36 + 9 + 1) * 5);
  });

  it("is exactly 1 without layers", () => {
    assert.equal(networkBounds(chain([])).subLipschitz, 1);
  });

  it("refuses by name a layer that it does not know", () => {
    assert.throws(
      // @ts-expect-error a layer read from a file may be of any kind
      () => networkBounds(chain([{ kind: "gelu", name: "act3" }])),
      (error) => error instanceof NoBoundError && /"act3" \(gelu\)/.test(error.message),
    );
  });

  it("refuses by name weights that are not finite", () => {
    for (const value of [NaN, Infinity]) {
      const kernel = Float32Array.from(dense.kernel).with(2, value);
      assert.throws(
        () => networkBounds(chain([{ ...dense, kernel }])),
        (error) => error instanceof GloroError && error.message.includes(`"fc"`),
      );
    }
  });

  it("refuses a kernel of another size", () => {
    assert.throws(() => networkBounds(chain([{ ...dense, outputs: 3 }])), ShapeError);
    assert.throws(() => networkBounds(chain([{ ...conv2d, filters: 2 }])), ShapeError);
    assert.throws(
      () => networkBounds(chain([{ ...dense, inputs: 0, kernel: new Float32Array() }])),
      ShapeError,
    );
  });
});
