import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { DataSet } from "../../src/data/dataSet.js";
import { createEngine } from "../../src/engine/index.js";
import { buildNetwork } from "../../src/gloro/network.js";
import type { HostTensors } from "../../src/gloro/program.js";
import { NetworkOnEngine } from "../../src/model/networkOnEngine.js";
import type { Relaxation } from "../../src/gloro/relaxations/index.js";
import { attackFile } from "../../src/trainer/attackFile.js";
import { attackNetwork } from "../../src/trainer/attackNetwork.js";
import type { AttackCheckOptions, AttackProgress } from "../../src/trainer/attackNetwork.js";
import { attackRun } from "../../src/trainer/attackRun.js";
import { certifyRun } from "../../src/trainer/certifyRun.js";
import { StopSignal } from "../../src/trainer/stopSignal.js";
import { train } from "../../src/trainer/train.js";
import { randomValues } from "../gloro/random.js";
import { randomState } from "../gloro/state.js";
import { temporaryFolder } from "./temporaryFolder.js";
import { createTinyRun } from "./tinyRun.js";

const features = 9;
const classes = 3;
const count = 60;
const network = buildNetwork({
  inputShape: [features],
  layers: [{ kind: "dense", units: classes }],
});
const state = randomState(network, 5);

/** Inputs in the middle of [0, 1], half of them with a label that is not the prediction. */
function dataSet(): DataSet {
  const images = randomValues(count * features, 9).map((value) => 0.5 + value / 20);
  const labels = Int32Array.from({ length: count }, (_, n) => n % classes);
  const split = { count, images, labels };
  return { name: "points", inputShape: [features], classes, train: split, test: split };
}

/** The state with the head's kernel, and so every K, multiplied. */
function withKernelTimes(factor: number): HostTensors {
  const kernel = state["dense_1/kernel"]!;
  const data = Float32Array.from(kernel.data, (each) => each * factor);
  return { ...state, "dense_1/kernel": { ...kernel, data } };
}

async function attackLinear(
  options: AttackCheckOptions = {},
  relaxation?: Relaxation,
  weights: HostTensors = state,
) {
  const onEngine = await NetworkOnEngine.load(
    network,
    state,
    await createEngine("onnx-cpu", { threads: 1 }),
  );
  onEngine.relaxation = relaxation;
  try {
    return await attackNetwork({ onEngine, weights, data: dataSet(), epsilon: 0.02 }, options);
  } finally {
    await onEngine.dispose();
  }
}

describe("attackNetwork", () => {
  it("breaks of a linear network what is not certified, and nothing else", async () => {
    const epsilons = [0.02, 0.005, 0.05];
    const check = await attackLinear({ epsilons });
    assert.deepEqual(
      check.at.map(({ epsilon }) => epsilon),
      [0.005, 0.02, 0.05],
    );
    for (const { epsilon, vra, attackedAccuracy } of check.at)
      assert.equal(attackedAccuracy, vra, `at ${epsilon}`);
    assert.ok(check.at[0]!.vra > check.at[2]!.vra && check.at[2]!.vra > 0);
    for (const { prediction, label, radius, broken } of check.inputs)
      for (const epsilon of epsilons)
        assert.equal(broken[String(epsilon)], prediction === label && radius < epsilon);
    assert.deepEqual(check.certificates, { attacked: count, broken: [] });
    assert.deepEqual(check.layers, []);
    // Its gradient is the same everywhere, and K is its norm.
    assert.ok(Math.abs(check.margin!.tightness - 1) < 1e-6, String(check.margin!.tightness));
  });

  it("finds the certificates of other weights false", async () => {
    const check = await attackLinear({ minimal: true }, undefined, withKernelTimes(1 / 2));
    assert.equal(check.certificates.broken.length, count);
    const honest = await attackLinear();
    for (const [n, { smallest, isCertificateBroken }] of check.inputs.entries()) {
      assert.ok(isCertificateBroken);
      const { radius } = honest.inputs[n]!;
      assert.ok(smallest! >= radius && smallest! < radius * 1.01, `${n}: ${smallest}, ${radius}`);
    }
  });

  it("attacks the strongest guarantee of a relaxed network", async () => {
    const plain = await attackLinear({ epsilons: [0.05] });
    const check = await attackLinear({ epsilons: [0.05] }, { kind: "rtk", k: 2 });
    assert.deepEqual(check.certificates.broken, []);
    assert.ok(check.at[0]!.attackedAccuracy >= check.at[0]!.vra);
    assert.ok(check.at[0]!.vra > plain.at[0]!.vra);
    assert.ok(check.inputs.every(({ radius }, n) => radius >= plain.inputs[n]!.radius));
  });

  it("takes the first examples only, and tells how far it is", async () => {
    const progress: AttackProgress[] = [];
    const check = await attackLinear({ limit: 7, onProgress: (now) => progress.push(now) });
    assert.deepEqual([check.examples, check.inputs.length], [7, 7]);
    assert.deepEqual(progress, [{ done: 7, examples: 7, violations: 0 }]);
  });
});

describe("an attack on a trained run", () => {
  const folder = temporaryFolder();

  it("breaks none of its certificates, relaxed or not", async () => {
    for (const relaxation of [undefined, { kind: "rtk", k: 2 }] as const) {
      const run = createTinyRun(folder.path, {
        checkpoints: {},
        ...(relaxation && { relaxation }),
      });
      await train({ folder: run.folder, stop: new StopSignal(), report: () => undefined });
      const check = await attackRun(run.folder, { checkpoint: "last", steps: 5, restarts: 2 });
      const { vra, cleanAccuracy } = await certifyRun(run.folder, { checkpoint: "last" });
      assert.deepEqual(check.certificates.broken, []);
      assert.ok(check.certificates.attacked > 0);
      const [at] = check.at;
      assert.deepEqual([at!.epsilon, at!.vra, check.cleanAccuracy], [0.1, vra, cleanAccuracy]);
      assert.ok(at!.attackedAccuracy >= vra);
      for (const { name, bound, atLeast } of check.layers)
        assert.ok(atLeast <= bound && atLeast > 0.99 * bound, `${name}: ${atLeast}, ${bound}`);
      assert.ok(check.margin!.tightness > 0 && check.margin!.tightness <= 1);
    }
  });
});

describe("an attack on a file", () => {
  const fixture = (name: string) =>
    fileURLToPath(new URL(`../fixtures/gloronet/${name}.gloronet`, import.meta.url));

  it("breaks none of its certificates", async () => {
    const file = fixture("mnist_2c2f_frozen");
    const check = await attackFile(file, { data: "mnist", limit: 64, steps: 5, restarts: 2 });
    assert.deepEqual(check.certificates, { attacked: 64, broken: [] });
    const [at] = check.at;
    assert.ok(at!.vra <= at!.attackedAccuracy && at!.attackedAccuracy <= check.cleanAccuracy);
  });

  it("refuses data that do not fit", async () => {
    await assert.rejects(attackFile(fixture("zoo"), { data: "mnist" }), /takes \[12, 12, 2\]/);
  });
});
