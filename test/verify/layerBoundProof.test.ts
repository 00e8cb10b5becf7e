import assert from "node:assert/strict";
import { layerBound } from "../../src/certify/layerBounds.js";
import type { Layer, Layers } from "../../src/certify/layers.js";
import { torusBound } from "../../src/certify/torusBound.js";
import { convolutionOf } from "../../src/certify/layerKernel.js";
import { isBoundProven } from "../../src/verify/layerBoundProof.js";
import { random } from "../certify/random.js";

type Seeded = (seed: number) => Layer;

function conv2d(seed: number): Layers["conv2d"] {
  const source = random(seed);
  const padding = seed % 2 === 0 ? "same" : "valid";
  const kernelSize = [source.whole(1, 4), source.whole(1, 4)] as const;
  const inputShape = [source.whole(4, 8), source.whole(4, 8), source.whole(1, 3)] as const;
  const filters = source.whole(1, 3);
  const strides = [source.whole(1, 3), source.whole(1, 3)] as const;
  const count = kernelSize[0] * kernelSize[1] * inputShape[2] * filters;
  const kernel = Float32Array.from(source.floats(count));
  const name = `seed ${seed}`;
  return {
    kind: "conv2d",
    name,
    kernel,
    kernelSize,
    inputShape,
    filters,
    strides,
    padding,
    bias: undefined,
  };
}

function dense(seed: number, units?: number): Layers["dense"] {
  const source = random(seed);
  const [inputs, outputs] = [units ?? source.whole(1, 30), units ?? source.whole(1, 30)];
  const kernel = Float32Array.from(source.floats(inputs * outputs));
  const name = `seed ${seed}`;
  return { kind: "dense", name, kernel, inputs, outputs, bias: undefined, hasUnitColumns: false };
}

/** A dense layer with the columns that a network divides by their norms. */
function unitDense(seed: number): Layers["dense"] {
  const layer = dense(seed);
  const { kernel, outputs } = layer;
  const norms = Array.from({ length: outputs }, (_, j) =>
    Math.hypot(...Array.from(kernel).filter((__, at) => at % outputs === j)),
  );
  const unit = Float64Array.from(kernel, (value, at) => value / norms[at % outputs]!);
  return { ...layer, kernel: unit, hasUnitColumns: true };
}

function block(seed: number): Layers["liResNetBlock"] {
  const source = random(seed);
  const channels = source.whole(1, 3);
  const kernelSize = [source.whole(1, 4), source.whole(1, 4)] as const;
  const centre = [
    Math.floor((kernelSize[0] - 1) / 2),
    Math.floor((kernelSize[1] - 1) / 2),
  ] as const;
  const kernel = Float32Array.from(source.floats(kernelSize[0] * kernelSize[1] * channels ** 2));
  const affine = seed % 2 === 0 ? Float32Array.from(source.floats(channels)) : undefined;
  const inputShape = [source.whole(4, 7), source.whole(4, 7), channels] as const;
  const name = `seed ${seed}`;
  return {
    kind: "liResNetBlock",
    name,
    kernel,
    affine,
    residualScale: 0.3,
    kernelSize,
    centre,
    inputShape,
    bias: undefined,
  };
}

function pooling<Kind extends "averagePooling2d" | "maxPooling2d">(kind: Kind, seed: number) {
  const { name, kernelSize: poolSize, strides, padding, inputShape } = conv2d(seed);
  return { kind, name, poolSize, strides, padding, inputShape };
}

const kinds: Readonly<Record<string, { readonly of: Seeded; readonly count: number }>> = {
  dense: { of: dense, count: 100 },
  "dense, over 128 × 128": { of: (seed) => dense(seed, 140), count: 2 },
  "dense, unit columns": { of: unitDense, count: 40 },
  conv2d: { of: conv2d, count: 100 },
  liResNetBlock: { of: block, count: 60 },
  averagePooling2d: { of: (seed) => pooling("averagePooling2d", seed), count: 60 },
  maxPooling2d: { of: (seed) => pooling("maxPooling2d", seed), count: 40 },
  scaling: { of: (seed) => ({ kind: "scaling", name: "s", alpha: seed / 7 + 1 }), count: 5 },
  selu: { of: () => ({ kind: "selu", name: "s" }), count: 1 },
  leakyRelu: { of: (seed) => ({ kind: "leakyRelu", name: "l", slope: seed / 3 }), count: 8 },
  elu: { of: (seed) => ({ kind: "elu", name: "e", alpha: seed / 3 }), count: 8 },
  sigmoid: { of: () => ({ kind: "sigmoid", name: "s" }), count: 1 },
  hardSigmoid: { of: () => ({ kind: "hardSigmoid", name: "h" }), count: 1 },
  minMax: {
    of: () => ({ kind: "minMax", name: "m", pairing: "halves", absoluteValue: false, channels: 2 }),
    count: 1,
  },
};

describe("isBoundProven", () => {
  for (const [kind, { of, count }] of Object.entries(kinds)) {
    it(`proves each bound again, and no smaller one: ${kind}`, () => {
      for (let seed = 0; seed < count; seed++) {
        const layer = of(seed);
        const { bound, method, parameters } = layerBound(layer);
        const proof = { method, parameters } as Parameters<typeof isBoundProven>[1]["proof"];
        const where = `${JSON.stringify({ ...layer, kernel: [] })} by ${method}`;
        assert.ok(isBoundProven(layer, { bound, proof }), `${where}: ${bound}`);
        const smaller = bound * (1 - 1e-4);
        assert.ok(!isBoundProven(layer, { bound: smaller, proof }), `${where}: ${smaller}`);
        if (proof.method !== "explicit") continue;
        const { side, sigma } = proof.parameters;
        const shrunk = { ...proof, parameters: { side, sigma: sigma * (1 - 1e-4) } };
        assert.ok(!isBoundProven(layer, { bound: smaller, proof: shrunk }), where);
      }
    });
  }

  it("proves bounds of Fourier blocks again, and refuses smaller ones and smaller tori", () => {
    for (let seed = 0; seed < 80; seed++) {
      const layer = conv2d(seed);
      const { bound, sigma, torus } = torusBound(convolutionOf(layer));
      const claim = (factor: number, sides = torus.sides) => ({
        bound: bound * factor,
        proof: {
          method: "torus",
          parameters: { sides, twists: torus.twists, sigma: sigma * factor },
        } as const,
      });
      const where = JSON.stringify({ ...layer, kernel: [], torus });
      assert.ok(isBoundProven(layer, claim(1)), where);
      assert.ok(!isBoundProven(layer, claim(1 - 1e-4)), where);
      const [v, h] = torus.sides;
      if (v > 1) assert.ok(!isBoundProven(layer, claim(1.5, [v - 1, h])), `${where} ${v - 1}`);
      if (h > 1) assert.ok(!isBoundProven(layer, claim(1.5, [v, h - 1])), `${where} ${h - 1}`);
    }
  });

  it("takes nobody's word", () => {
    const declared: Layer = { kind: "declared", name: "mine", constant: 1 };
    const proof = { method: "constant", parameters: {} } as const;
    assert.ok(!isBoundProven(declared, { bound: 1, proof }));
    assert.ok(!isBoundProven(dense(1), { bound: 1e9, proof }));
  });
});
