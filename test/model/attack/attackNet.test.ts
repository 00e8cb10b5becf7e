import assert from "node:assert/strict";
import { GloroNet, RtkGloroNet } from "../../../src/model/index.js";
import { attackClaims } from "../../../src/model/attack/attackClaims.js";
import type { Claim } from "../../../src/model/attack/claim.js";
import { attackPlan } from "../../../src/model/attack/attackOptions.js";
import { certify, logitsOf } from "../../../src/model/certification.js";
import { NetworkOnEngine } from "../../../src/model/networkOnEngine.js";
import { createEngine } from "../../../src/engine/index.js";
import { buildNetwork } from "../../../src/gloro/network.js";
import { exampleNetworks } from "../../engine/exampleNetworks.js";
import { randomValues, sizeOf } from "../../gloro/random.js";
import { randomParameters, randomState } from "../../gloro/state.js";

const features = 12;
const classes = 4;
const count = 40;

const linear = {
  inputShape: [features],
  layers: [{ kind: "dense", units: classes }],
  epsilon: 0.1,
} as const;
const weights = randomParameters(buildNetwork(linear), 7);

/** Of a linear classifier the distance to each other class, in Float64: (y_j − y_i)/‖w_j − w_i‖. */
function closedForm(x: Float32Array): { ranking: number[]; radius: number }[] {
  const kernel = weights["dense_1/kernel"]!.data;
  const bias = weights["dense_1/bias"]!.data;
  return Array.from({ length: x.length / features }, (_, n) => {
    const y = Array.from({ length: classes }, (_, j) =>
      Array.from(
        { length: features },
        (_, d) => x[n * features + d]! * kernel[d * classes + j]!,
      ).reduce((sum, each) => sum + each, bias[j]!),
    );
    const ranking = Array.from(y.keys()).sort((a, b) => y[b]! - y[a]!);
    const [j = 0, ...others] = ranking;
    const apart = (i: number) =>
      Math.hypot(
        ...Array.from(
          { length: features },
          (_, d) => kernel[d * classes + j]! - kernel[d * classes + i]!,
        ),
      );
    return { ranking, radius: Math.min(...others.map((i) => (y[j]! - y[i]!) / apart(i))) };
  });
}

const inputs = (shape: readonly number[], seed = 1) => ({
  shape: [count, ...shape],
  data: randomValues(count * sizeOf(shape), seed),
});

describe("an attack on a linear classifier", () => {
  const x = inputs([features]);
  const truth = closedForm(x.data);
  let net: GloroNet;
  before(async () => {
    net = await GloroNet.create({ ...linear, layers: [...linear.layers], weights });
  });
  after(() => net.dispose());

  it("succeeds just beyond the certified radius, and never below", async () => {
    const certified = Array.from((await net.certifiedRadius(x)).data);
    for (const [n, { radius }] of truth.entries())
      assert.ok(Math.abs(certified[n]! - radius) <= 1e-5 * Math.max(1, radius), `example ${n}`);
    const at = (factor: number) =>
      net.attack(x, { radius: truth.map(({ radius }) => radius * factor) });
    assert.ok((await at(1.001)).isBroken.every((each) => each));
    assert.ok((await at(0.999)).isBroken.every((each) => !each));
  });

  it("finds the optimal input, closer than its radius, and leaves x alone", async () => {
    const before = x.data.slice();
    const radii = truth.map(({ radius }) => radius * 1.001);
    const { images, distances } = await net.attack(x, { radius: radii });
    assert.deepEqual(x.data, before);
    for (const [n, { radius }] of truth.entries()) {
      const moved = Math.hypot(
        ...Array.from(
          { length: features },
          (_, d) => images.data[n * features + d]! - x.data[n * features + d]!,
        ),
      );
      assert.ok(moved < radii[n]! && moved >= radius * (1 - 1e-5), `example ${n}: ${moved}`);
      assert.ok(distances[n]! >= moved && distances[n]! < radii[n]!);
    }
    const changed = closedForm(Float32Array.from(images.data));
    assert.ok(changed.every(({ ranking }, n) => ranking[0] !== truth[n]!.ranking[0]));
  });

  it("stays within the range", async () => {
    const start = { shape: [count, features], data: x.data.map((value) => Math.abs(value) % 1) };
    const { images, distances } = await net.attack(start, { radius: 0.5, range: [0, 1] });
    assert.ok(images.data.every((value) => value >= 0 && value <= 1));
    assert.ok(distances.every((each) => each < 0.5));
  });

  it("is the same with other batches, and the same again", async () => {
    const options = { radius: 0.3, steps: 5 };
    const whole = await net.attack(x, options);
    assert.deepEqual(await net.attack(x, options), whole);
    assert.deepEqual((await net.attack(x, { ...options, batchSize: 7 })).isBroken, whole.isBroken);
  });

  it("refuses radii, steps and restarts that are none", async () => {
    await assert.rejects(net.attack(x, { radius: -1 }), /radius must be .* at least 0, got -1/);
    await assert.rejects(net.attack(x, { radius: [1, 2] }), /40 inputs, but 2 radii/);
    await assert.rejects(net.attack(x, { steps: 0 }), /steps must be a whole number/);
    await assert.rejects(net.attack(x, { restarts: 0.5 }), /restarts must be a whole number/);
  });
});

describe("an attack on certificates", () => {
  for (const [name, network] of Object.entries(exampleNetworks))
    it(`breaks none that hold, and those that are too large: ${name}`, async () => {
      const engine = await createEngine("onnx-cpu", { threads: 1 });
      const onEngine = await NetworkOnEngine.load(network, randomState(network, 2), engine);
      try {
        const { images, radii, logits } = await certified(onEngine);
        const attackAt = async (factor: number) => {
          const claims = radii.map(({ top, radius }): Claim => ({ top, radius: radius * factor }));
          return attackClaims(
            { images, logits, claims, first: 0 },
            {
              onEngine,
              constants: { classes: 3, values: new Float32Array(9).fill(1) },
              rows: 16,
              plan: attackPlan({}),
              judge: async (data) => {
                const judged = { shape: [16, ...network.inputShape], data };
                return Float32Array.from((await logitsOf(onEngine, judged)).data);
              },
            },
          );
        };
        const broken = (result: Awaited<ReturnType<typeof attackAt>>) =>
          result.claims.filter(({ isBroken }) => isBroken).length;
        assert.equal(broken(await attackAt(1 - 1e-4)), 0);
        const falsified = await attackAt(1000);
        // Far out answers change, but for a last sigmoid that moves the logits too little anywhere.
        const fewest = name === "activations" ? 0 : count / 4;
        assert.ok(broken(falsified) >= fewest, `${broken(falsified)} of ${count}`);
        for (const { isBroken, violation } of falsified.claims)
          assert.equal(isBroken, violation > 0 || (isBroken && violation === 0));
      } finally {
        await onEngine.dispose();
      }
    });

  it("of a relaxed net is one on its top k", async () => {
    const net = await RtkGloroNet.create({ ...linear, layers: [...linear.layers], weights, k: 2 });
    try {
      const x = inputs([features], 3);
      const truth = closedForm(x.data);
      const radius = Array.from((await net.certifiedRadius(x)).data);
      const at = async (factor: number) =>
        net.attack(x, { radius: radius.map((each) => each * factor) });
      assert.ok((await at(0.999)).isBroken.every((each) => !each));
      const beyond = await at(1.001);
      assert.ok(beyond.isBroken.every((each) => each));
      // Where two classes are guaranteed together, they may change places.
      const swapped = await net.attack(x, { radius: truth.map((each) => each.radius * 1.001) });
      assert.ok(swapped.isBroken.filter((each) => !each).length > 0);
    } finally {
      await net.dispose();
    }
  });
});

/** Of random images of a network the predicted classes, and the radii that its estimates certify. */
async function certified(onEngine: NetworkOnEngine) {
  const { network } = onEngine;
  const x = inputs(network.inputShape, 5);
  const logits = Float32Array.from((await logitsOf(onEngine, x)).data);
  const { radius } = await certify(onEngine, 0.1, ["radius"], x);
  const radii = Array.from(radius.data, (each, n): Claim => {
    const row = Array.from(logits.subarray(n * 3, n * 3 + 3));
    return { top: [row.indexOf(Math.max(...row))], radius: each };
  });
  return { images: x.data, radii, logits };
}
