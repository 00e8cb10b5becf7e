import assert from "node:assert/strict";
import * as layers from "@tensorflow/tfjs-layers";
import { createEngine } from "../../src/engine/index.js";
import type { Engine } from "../../src/engine/index.js";
import { GloroError } from "../../src/gloro/errors.js";
import type { HostTensor } from "../../src/gloro/program.js";
import { AffinityGloroNet, GloroNet, RtkGloroNet } from "../../src/model/index.js";
import { assertClose } from "../gloro/close.js";
import { blobs } from "./blobs.js";

const values = ({ data }: HostTensor): number[] => Array.from(data);

const layersOf = [{ kind: "dense", units: 8 }, "minMax", { kind: "dense", units: 4 }] as const;
const options = { inputShape: [2], layers: layersOf, epsilon: 0.3, seed: 3 };
const { x, y } = blobs(60);

/** An engine that counts the programs given to it. */
async function countingEngine(): Promise<{ engine: Engine; added: string[] }> {
  const inner = await createEngine("onnx-cpu");
  const added: string[] = [];
  const engine: Engine = {
    name: inner.name,
    async load(programs, state) {
      const loaded = await inner.load(programs, state);
      const add = loaded.add.bind(loaded);
      return Object.assign(loaded, {
        add: (...[more, ...rest]: Parameters<typeof add>) => {
          added.push(...more.map(({ name }) => name));
          return add(more, ...rest);
        },
      });
    },
  };
  return { engine, added };
}

describe("RtkGloroNet", () => {
  it("is the GloroNet for k = 1", async () => {
    const [plain, relaxed] = [
      await GloroNet.create(options),
      await RtkGloroNet.create({ ...options, k: 1 }),
    ];
    for (const net of [plain, relaxed])
      net.compile({ loss: "sparse_trades_kl.1", metrics: ["vra"] });
    const histories = [await plain.fit(x, y), await relaxed.fit(x, y)];
    assertClose(histories[1]!.history["loss"]!, histories[0]!.history["loss"]!, 1e-5, "loss");
    assertClose(values(await relaxed.predict(x)), values(await plain.predict(x)), 1e-5, "[y, ⊥]");
    assert.deepEqual(await relaxed.lipschitzConstant(), await plain.lipschitzConstant());
    await plain.dispose();
    await relaxed.dispose();
  });

  it("answers as the k of now says, and keeps the programs of the ones before", async () => {
    const { engine, added } = await countingEngine();
    const net = await RtkGloroNet.create({ ...options, k: 3, engine });
    for (const k of [2, 1, 3]) {
      net.k = k;
      assert.equal(net.k, k);
      const fresh = await RtkGloroNet.create({ ...options, k });
      const pending = net.predictWithLoosestGuarantee(x);
      net.k = (k % 3) + 1; // What was asked before is answered for the k of then.
      assert.deepEqual(await pending, await fresh.predictWithLoosestGuarantee(x), `k = ${k}`);
      net.k = k;
      assert.deepEqual(await net.relaxedRadii(x), await fresh.relaxedRadii(x));
      await fresh.dispose();
    }
    const programs = [...added];
    assert.equal(new Set(programs).size, programs.length);
    for (const k of [1, 2, 3]) {
      net.k = k;
      await net.predictWithGuarantee(x);
    }
    assert.deepEqual(added, programs);
    await net.dispose();
  });

  it("refuses a k that leaves no class outside, and stays as it was", async () => {
    const net = await RtkGloroNet.create({ ...options, k: 2 });
    for (const k of [0, 4, 1.5, NaN]) {
      assert.throws(() => (net.k = k), GloroError);
      await assert.rejects(RtkGloroNet.create({ ...options, k }), /whole number k from 1 to 3/);
    }
    assert.equal(net.k, 2);
    await net.dispose();
  });

  it("trains and measures the relaxed net, frozen or not", async () => {
    const net = await RtkGloroNet.create({ ...options, k: 2 });
    const metrics = ["clean_acc", "vra", "rtk_vra", "top_3_clean_acc", "rejection_rate"];
    net.compile({ loss: "sparse_crossentropy", learningRate: 0.02, metrics });
    const { history } = await net.fit(x, y, { epochs: 8, validationData: { x, y } });
    const own = await net.evaluate(x, y);
    for (const name of ["loss", ...metrics])
      assertClose([own[name]!], [history[`val_${name}`]!.at(-1)!], 1e-5, name);

    const logits = values(await net.f(x));
    const loosest = values((await net.predictWithLoosestGuarantee(x)).guarantee);
    const rank = y.map((label, i) => {
      const row = logits.slice(4 * i, 4 * i + 4);
      return 1 + row.filter((logit) => logit > row[label]!).length;
    });
    const share = (holds: (i: number) => boolean) => y.filter((_, i) => holds(i)).length / y.length;
    assertClose([own["rtk_vra"]!], [share((i) => rank[i]! <= loosest[i]!)], 1e-6, "rtk_vra");
    assertClose([own["rejection_rate"]!], [share((i) => loosest[i]! < 0)], 1e-6, "rejections");
    assertClose([own["top_3_clean_acc"]!], [share((i) => rank[i]! <= 3)], 1e-6, "top 3");

    await net.freeze();
    assertClose(Object.values(await net.evaluate(x, y)), Object.values(own), 1e-3, "frozen");
    net.unfreeze();
    net.k = 1;
    const strict = await net.evaluate(x, y);
    assert.ok(strict["rejection_rate"]! > own["rejection_rate"]!, "else k makes no difference");
    assert.ok(strict["loss"]! > own["loss"]!);
    await net.dispose();
  });

  it("goes on with the k that a callback sets", async () => {
    const trained = async (change: (net: RtkGloroNet) => Promise<unknown>) => {
      const net = await RtkGloroNet.create({ ...options, k: 3 });
      net.compile({ loss: "sparse_crossentropy", optimizer: "sgd", learningRate: 0.1 });
      await change(net);
      const weights = await net.weights();
      await net.dispose();
      return Object.values(weights).flatMap(values);
    };
    const withCallback = await trained((net) =>
      net.fit(x, y, {
        epochs: 2,
        callbacks: [
          {
            onEpochEnd: () => {
              net.k = 1;
            },
          },
        ],
      }),
    );
    const apart = await trained(async (net) => {
      await net.fit(x, y);
      net.k = 1;
      await net.fit(x, y, { epochs: 2, initialEpoch: 1 });
    });
    assertClose(withCallback, apart, 1e-5, "weights");
    const throughout = await trained((net) => net.fit(x, y, { epochs: 2 }));
    assert.throws(() => {
      assertClose(withCallback, throughout, 1e-5, "weights");
    }, "else it proves nothing");
  });

  it("has its own VRA, which a plain net has not", async () => {
    const net = await GloroNet.create(options);
    net.compile({ loss: "sparse_crossentropy", metrics: ["rtk_vra"] });
    await assert.rejects(net.evaluate(x, y), { name: "GloroError", message: /relaxed net/ });
    await net.dispose();
  });
});

describe("AffinityGloroNet", () => {
  it("takes sets as lists, as a text, and as a mask", async () => {
    const forms = [
      [[0, 2], [1, 2, 3], [0]],
      "[0,2][1,2,3][0]",
      {
        mask: [
          [1, 0, 1, 0],
          [0, 1, 1, 1],
          [1, 0, 0, 0],
        ],
      },
    ];
    const answers = [];
    for (const affinitySets of forms) {
      const net = await AffinityGloroNet.create({ ...options, affinitySets });
      assert.deepEqual(net.affinitySets, forms[0]);
      assert.equal(net.k, 3);
      answers.push(await net.predictWithGuarantee(x));
      await net.dispose();
    }
    assert.deepEqual(answers[1], answers[0]);
    assert.deepEqual(answers[2], answers[0]);
    await assert.rejects(
      AffinityGloroNet.create({ ...options, affinitySets: [[0, 4]] }),
      /4 is not a class; the classes are 0 to 3/,
    );
  });

  it("keeps its sets: neither k nor the caller's lists change them", async () => {
    const affinitySets = [
      [0, 1],
      [2, 3],
    ];
    const net = await AffinityGloroNet.create({ ...options, affinitySets });
    affinitySets[0]!.push(3);
    assert.deepEqual(net.affinitySets[0], [0, 1]);
    assert.throws(() => Object.assign(net, { k: 1 }), TypeError);
    await net.dispose();
  });

  it("guarantees only tops within a set, and says so in its radii", async () => {
    const net = await AffinityGloroNet.create({ ...options, affinitySets: [[2, 3], [1]] });
    const [logits, radii] = [values(await net.f(x)), values(await net.relaxedRadii(x))];
    const certified = values(await net.certifiedRadius(x));
    const seen = new Set<string>();
    for (const [i, radius] of certified.entries()) {
      const row = logits.slice(4 * i, 4 * i + 4);
      const order = [0, 1, 2, 3].sort((a, b) => row[b]! - row[a]!);
      const isAllowed = [order[0] !== 0, [2, 3].includes(order[0]!) && [2, 3].includes(order[1]!)];
      const own = radii.slice(2 * i, 2 * i + 2);
      assert.deepEqual(
        own.map((each) => each >= 0),
        isAllowed,
      );
      assert.equal(radius, Math.max(...own));
      seen.add(isAllowed.join());
    }
    assert.equal(seen.size, 3, "else it proves too little");
    const { guarantee } = await net.predictWithGuarantee(x);
    const holds = radii.map((radius) => Number(radius > net.epsilon));
    assert.deepEqual(values(guarantee), holds);
    assert.deepEqual(new Set(holds), new Set([0, 1]), "else it proves too little");

    net.compile({ loss: "sparse_crossentropy", metrics: ["affinity_vra"] });
    const { affinity_vra } = await net.evaluate(x, y);
    const robust = y.filter((label, i) => {
      const row = logits.slice(4 * i, 4 * i + 4);
      const rank = row.filter((logit) => logit > row[label]!).length;
      return holds.slice(2 * i, 2 * i + 2).lastIndexOf(1) >= rank;
    });
    assert.ok(robust.length > 0 && robust.length < y.length, "else it proves too little");
    assertClose([affinity_vra!], [robust.length / y.length], 1e-6, "affinity_vra");
    await net.dispose();
  });
});

describe("relaxed nets", () => {
  it("come of TF.js layers models too", async () => {
    const model = layers.sequential({
      layers: [
        layers.layers.dense({ units: 6, inputShape: [2], activation: "relu" }),
        layers.layers.dense({ units: 4 }),
      ],
    });
    const plain = await GloroNet.fromLayersModel(model, { epsilon: 0.1 });
    const rtk = await RtkGloroNet.fromLayersModel(model, { epsilon: 0.1, k: 2 });
    const affinity = await AffinityGloroNet.fromLayersModel(model, {
      epsilon: 0.1,
      affinitySets: [[0, 3]],
    });
    const logits = await plain.f(x);
    assert.deepEqual([await rtk.f(x), await affinity.f(x)], [logits, logits]);
    assert.deepEqual([rtk.k, affinity.k], [2, 2]);
    for (const net of [plain, rtk, affinity]) await net.dispose();
    model.dispose();
  });
});
