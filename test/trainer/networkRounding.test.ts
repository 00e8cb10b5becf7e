import assert from "node:assert/strict";
import { affineAt } from "../../src/certify/affineBound.js";
import { float32, sumRounding } from "../../src/certify/floatModel.js";
import { networkBounds } from "../../src/certify/layerBounds.js";
import { headArithmetic } from "../../src/certify/marginRounding.js";
import { networkDeviation } from "../../src/certify/networkDeviation.js";
import { NetworkRounding } from "../../src/certify/networkRounding.js";
import { normUp } from "../../src/certify/normUp.js";
import { float64Product } from "../../src/engine/onnx/float64Product.js";
import { onnxCpuEngine } from "../../src/engine/onnx/onnxEngine.js";
import type { LayerConfig } from "../../src/gloro/layers/layer.js";
import { buildNetwork } from "../../src/gloro/network.js";
import { logitsStep } from "../../src/gloro/programs/index.js";
import { certifiedLayers } from "../../src/trainer/certifiedLayers.js";
import { random } from "../certify/random.js";
import { plainProduct } from "../certify/plainProduct.js";
import { inFloat64, orders, simulateFloat32 } from "../certify/simulatedFloat32.js";
import { host } from "../gloro/eager.js";
import { randomState } from "../gloro/state.js";
import { randomValues } from "../gloro/random.js";

const image = [6, 6, 2] as const;

/** Networks whose every layer is simulated: linear ones by their sums, the others by one rounding. */
const nets: Readonly<Record<string, readonly LayerConfig[]>> = {
  convolutions: [
    { kind: "conv2d", filters: 4, kernelSize: 3, padding: "same" },
    { kind: "minMax" },
    { kind: "conv2d", filters: 6, kernelSize: 4, strides: 2 },
    { kind: "relu" },
    { kind: "flatten" },
    { kind: "dense", units: 8 },
    { kind: "minMax", pairing: "halves" },
    { kind: "dense", units: 3 },
  ],
  branches: [
    { kind: "conv2d", filters: 2, kernelSize: 3, padding: "same", name: "a" },
    { kind: "maxPooling2d", poolSize: 3, strides: 1, padding: "same" },
    { kind: "bias", name: "b" },
    { kind: "add", inputs: ["a", "b", "input"], name: "sum" },
    { kind: "scaling", name: "scaled" },
    { kind: "concatenate", inputs: ["sum", "scaled"] },
    { kind: "invertibleDownsampling" },
    { kind: "flatten" },
    { kind: "dense", units: 3 },
  ],
  "long sums, in blocks": [
    { kind: "conv2d", filters: 20, kernelSize: 3, padding: "same" },
    { kind: "minMax" },
    { kind: "conv2d", filters: 8, kernelSize: 4, strides: 2, padding: "same" },
    { kind: "flatten" },
    { kind: "dense", units: 74 },
    { kind: "minMax", pairing: "halves" },
    { kind: "dense", units: 3 },
  ],
  "a head alone": [{ kind: "flatten" }, { kind: "dense", units: 3, useBias: false }],
};

const longSum = 3136;

/** Terms that round in one direction, cancel late, or drown. */
const chosenAgainst: Readonly<Record<string, (at: number, size: number) => number>> = {
  "all alike": (_, size) => size,
  "late cancellation": (at, size) => (2 * at < longSum ? size : -size * (1 - 2 ** -12)),
  "cancellation across blocks": (at, size) => (Math.floor(at / 32) % 2 === 0 ? size : -size / 3),
  "a large term among small": (at, size) => (at % 449 === 7 ? 2 ** 18 * size : size),
  "falling sizes": (at, size) => size * 2 ** -(at % 20) * (at % 3 === 0 ? -1 : 1),
};

/** The float32 sums of so many entries in a row. */
function stageInOrder(terms: ArrayLike<number>, size: number): Float64Array {
  return Float64Array.from({ length: terms.length / size }, (_, block) => {
    let sum = 0;
    for (let at = 0; at < size; at++) sum = Math.fround(sum + terms[block * size + at]!);
    return sum;
  });
}

function prepared(layers: readonly LayerConfig[], seed: number) {
  const network = buildNetwork({ inputShape: image, layers });
  const state = randomState(network, seed);
  const { beforeHead, head } = certifiedLayers(network, state);
  const bounds = networkBounds(beforeHead);
  const rounding = NetworkRounding.of(beforeHead, head, bounds.layers)!;
  return { network, state, beforeHead, head, rounding };
}

const distance = (a: Float64Array, b: Float64Array) => Math.hypot(...a.map((v, i) => v - b[i]!));

/** An input with some structure: of one sign, of both, sparse, tiny or large. */
function inputOf(seed: number): Float64Array {
  const values = randomValues(72, 7000 + seed);
  const forms = [
    (x: number) => Math.abs(x),
    (x: number) => x,
    (x: number, i: number) => (i % 3 === 0 ? x : 0),
    (x: number) => x * 1e-20,
    (x: number) => x * 1e6,
  ];
  return Float64Array.from(values, (x, i) => Math.fround(forms[seed % forms.length]!(x, i)));
}

describe("NetworkRounding", () => {
  for (const [name, layers] of Object.entries(nets)) {
    it(`is never below what float32 rounds, in any order: ${name}`, () => {
      let [cases, tightest] = [0, 0];
      for (let seed = 0; seed < 40; seed++) {
        const { beforeHead, head, rounding } = prepared(layers, seed);
        const x = inputOf(seed);
        const exact = inFloat64(beforeHead, head, x);
        const bounds = networkDeviation(rounding.layers, float32);
        for (const [order, add] of Object.entries(orders)) {
          const source = random(seed);
          const computed = simulateFloat32(beforeHead, head, x, { order: add, source });
          for (const [position, output] of computed.slice(0, -1).entries()) {
            const bound = affineAt(bounds[position + 1]!.error, normUp(x));
            const error = distance(output, exact[position]!);
            const where = `seed ${seed}, ${order}, ${beforeHead[position]!.layer.name}`;
            assert.ok(error <= bound, `${where}: ${error} against ${bound}`);
            cases += 1;
          }
          const [y, real] = [computed.at(-1)!, exact.at(-1)!];
          for (const [j, i] of [
            [0, 1],
            [2, 0],
          ] as const) {
            const error = Math.abs(y[j]! - y[i]! - (real[j]! - real[i]!));
            const bound = rounding.atNorm(normUp(x)).margin(j * 3 + i).loss / 2;
            assert.ok(error <= bound, `seed ${seed}, ${order}: ${error} against ${bound}`);
            tightest = Math.max(tightest, error / bound);
            cases += 1;
          }
        }
      }
      assert.ok(cases > 400 && tightest > 1e-4, `${cases} cases, up to ${tightest} of the bound`);
    });

    it(`is smaller after a closer look, and still enough all around: ${name}`, async () => {
      const product = await float64Product();
      for (let seed = 0; seed < 20; seed++) {
        const { beforeHead, head, rounding } = prepared(layers, seed);
        const x = inputOf(seed);
        const far = rounding.atNorm(normUp(x));
        const { multiply } = seed % 2 === 0 ? product : { multiply: plainProduct };
        const [, look] = await rounding.lookCloser([inputOf(seed + 1), x], multiply);
        const { logits, rounding: near } = look!;
        for (let pair = 1; pair < 3; pair++) {
          assert.ok(near.margin(pair).loss < far.margin(pair).loss, `seed ${seed}`);
        }
        const step = randomValues(72, seed);
        for (const scale of [0, 1e-3, 1, 1e3]) {
          const moved = x.map((value, i) => Math.fround(value + scale * step[i]!));
          const computed = simulateFloat32(beforeHead, head, moved, {
            order: orders["byValue"]!,
            source: random(seed),
          }).at(-1)!;
          const real = inFloat64(beforeHead, head, moved).at(-1)!;
          const error = Math.abs(computed[0]! - computed[1]! - (real[0]! - real[1]!));
          const { loss, slope } = near.margin(1);
          const bound = loss + slope * distance(x, moved) * (1 + 1e-12);
          assert.ok(error <= bound, `seed ${seed}, ${scale}: ${error} against ${bound}`);
        }
        const real = inFloat64(beforeHead, head, x).at(-1)!;
        const largest = Math.max(...real.map(Math.abs));
        assert.ok(distance(logits, real) <= 1e-12 * largest, `seed ${seed}`);
      }
      await product.dispose();
    });
  }

  it("is never below what onnxruntime rounds, in a layer of any kind", async () => {
    const kinds: readonly LayerConfig[] = [
      { kind: "conv2d", filters: 20, kernelSize: 3, padding: "same" },
      { kind: "conv2d", filters: 20, kernelSize: 4, strides: 2 },
      { kind: "liResNetBlock" },
      { kind: "liResNetBlock", kernelSize: [2, 4], residualScale: -0.4 },
      { kind: "averagePooling2d", poolSize: 3, strides: 1, padding: "same" },
      { kind: "maxPooling2d", poolSize: [2, 3], strides: [1, 2], padding: "same" },
      { kind: "invertibleDownsampling", poolSize: [3, 1] },
      { kind: "scaling" },
      { kind: "bias" },
      { kind: "minMax", absoluteValue: true },
      { kind: "minMax", pairing: "halves" },
      { kind: "linear" },
      { kind: "relu" },
      { kind: "leakyRelu" },
      { kind: "leakyRelu", slope: -1.7 },
      { kind: "elu", alpha: 1.4 },
      { kind: "selu" },
      { kind: "tanh" },
      { kind: "sigmoid" },
      { kind: "hardSigmoid" },
      { kind: "softplus" },
      { kind: "softsign" },
    ];
    for (const [seed, kind] of kinds.entries()) {
      const { network, state, beforeHead, head, rounding } = prepared(
        [kind, { kind: "flatten" }, { kind: "dense", units: 3, unitColumns: seed % 2 === 0 }],
        seed,
      );
      const inputs = Array.from({ length: 9 }, (_, i) => inputOf(9 * seed + i));
      const images = host([9, ...image], Float32Array.from(inputs.flatMap((x) => Array.from(x))));
      const programs = await onnxCpuEngine().load([logitsStep({ network, batchSize: 9 })], state);
      const { logits } = await programs.run("logitsStep", { images });
      await programs.dispose();
      for (const [example, x] of inputs.entries()) {
        const real = inFloat64(beforeHead, head, x).at(-1)!;
        const y = logits!.data.slice(3 * example, 3 * example + 3);
        const at = rounding.atNorm(normUp(x));
        for (const [j, i] of [
          [0, 1],
          [0, 2],
          [1, 2],
        ] as const) {
          const error = Math.abs(y[j]! - y[i]! - (real[j]! - real[i]!));
          const bound = at.margin(3 * j + i).loss / 2;
          assert.ok(error <= bound, `${JSON.stringify(kind)}: ${error} against ${bound}`);
        }
      }
    }
  });

  it("is never below what onnxruntime rounds of long sums in blocks, of terms chosen against it", async () => {
    const network = buildNetwork({
      inputShape: [longSum],
      layers: [{ kind: "dense", units: 3, useBias: false }],
    });
    const ones = host([longSum, 3], Array<number>(3 * longSum).fill(1));
    const state = { ...randomState(network, 1), "dense_1/kernel": ones };
    const { beforeHead, head } = certifiedLayers(network, state);
    const rounding = NetworkRounding.of(beforeHead, head, [])!;
    const unordered = certifiedLayers(network, state, "inAnyOrder");
    const anyOrder = NetworkRounding.of(unordered.beforeHead, unordered.head, [])!;
    const programs = await onnxCpuEngine().load([logitsStep({ network, batchSize: 9 })], state);
    let [tightest, broken] = [0, 0];
    for (const [name, form] of Object.entries(chosenAgainst)) {
      const inputs = Array.from({ length: 9 }, (_, example) =>
        Float64Array.from({ length: longSum }, (_, at) => Math.fround(form(at, 1 + example / 9))),
      );
      const images = host(
        [9, longSum],
        inputs.flatMap((x) => Array.from(x)),
      );
      const { logits } = await programs.run("logitsStep", { images });
      for (const [example, x] of inputs.entries()) {
        // Whole numbers times powers of two: exact in Float64.
        const real = x.reduce((sum, value) => sum + value, 0);
        // The bound of a margin is that of two logits.
        const boundOf = (of: NetworkRounding) => of.atNorm(normUp(x)).margin(1).loss / 2 / 2;
        const error = Math.abs(logits!.data[3 * example]! - real);
        assert.ok(error <= boundOf(rounding), `${name}: ${error} against ${boundOf(rounding)}`);
        tightest = Math.max(tightest, error / boundOf(rounding));
        // One sum from the first term to the last has an error of another size.
        const inOrder = x.reduce((sum, value) => Math.fround(sum + value), 0);
        if (Math.abs(inOrder - real) > boundOf(rounding)) broken += 1;
        assert.ok(Math.abs(inOrder - real) <= boundOf(anyOrder), name);
      }
    }
    await programs.dispose();
    assert.ok(tightest > 1e-3, `at most ${tightest} of the bound`);
    assert.ok(broken > 0, "no sum in one order breaks the bound of blocks");
  });

  it("counts what is added up at each stage of a sum in blocks", () => {
    const kernel = new Float32Array(longSum).fill(1);
    const head = { kind: "dense", name: "head", kernel, inputs: longSum, outputs: 1 } as const;
    for (const sumBlocks of [
      [1568, 2],
      [2, 1568],
      [2, 784, 2],
    ]) {
      const layer = { ...head, bias: undefined, hasUnitColumns: false, sumBlocks };
      const { arithmetic, logits } = headArithmetic(layer);
      const { terms, sum } = sumRounding(float32, arithmetic);
      let tightest = 0;
      for (const form of Object.values(chosenAgainst)) {
        for (let step = 0; step < 9; step++) {
          const x = Float64Array.from(kernel, (_, at) => Math.fround(form(at, 1 + step / 9)));
          const computed = sumBlocks.reduce<ArrayLike<number>>(stageInOrder, x)[0]!;
          const real = x.reduce((all, value) => all + value, 0);
          const error = Math.abs(computed - real);
          const bound = (terms + sum) * logits[0]!.magnitude * normUp(x);
          assert.ok(error <= bound, `${sumBlocks.join(" × ")}: ${error} against ${bound}`);
          tightest = Math.max(tightest, error / bound);
        }
      }
      assert.ok(tightest > 0.05, `${sumBlocks.join(" × ")}: at most ${tightest} of the bound`);
    }
  });

  it("proves nothing where float32 may overflow", () => {
    const { beforeHead, head } = prepared(nets["a head alone"]!, 1);
    const kernel = head.kernel.map((weight) => weight * 1e30);
    const huge = { ...head, kernel };
    const rounding = NetworkRounding.of(beforeHead, huge, networkBounds(beforeHead).layers)!;
    assert.ok(rounding.atNorm(normUp(Float64Array.of(1))).largestRadius > 1e3);
    assert.equal(rounding.atNorm(normUp(Float64Array.of(1e10))).largestRadius, 0);
  });
});
