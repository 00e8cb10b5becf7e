import assert from "node:assert/strict";
import { loadDataSet } from "../../src/data/loadDataSet.js";
import type { EngineName } from "../../src/engine/engine.js";
import type { HostTensor } from "../../src/gloro/program.js";
import { AffinityGloroNet, GloroNet, RtkGloroNet } from "../../src/model/index.js";
import type { GloroNetOptions } from "../../src/model/index.js";
import { assertClose } from "../gloro/close.js";
import { fixtureNets } from "./fixtureNets.js";
import { readInputs, readOutputs, readWeights } from "./readFixture.js";
import type { PythonOutputs } from "./readFixture.js";
import { assertRelative } from "./relative.js";

type Name = keyof typeof fixtureNets;

const values = ({ data }: HostTensor): number[] => Array.from(data);
/** Several batches, the last one short. */
const inBatches = { batchSize: 5 };

async function rebuilt(name: Name, engine: EngineName): Promise<GloroNetOptions> {
  const { epsilon } = readOutputs(name);
  return { ...fixtureNets[name], weights: await readWeights(name), epsilon, engine };
}

/** Logits, the constants of the layers, and L_sub, of a net whose iterates have settled. */
async function assertSameNetwork(
  net: GloroNet,
  name: Name,
  python: PythonOutputs,
  tolerance = 1e-3,
): Promise<void> {
  const x = await readInputs(name);
  await net.refreshIterates({ tolerance: 1e-7 });
  assertClose(values(await net.f(x, inBatches)), python.logits.flat(), 1e-5, "logits");
  const gains = await net.layerLipschitz();
  const expected = python.layers.flatMap(([, layer], i) => {
    const bound = python.per_layer[i];
    return typeof bound === "number" && bound !== 1 ? [[layer, bound] as const] : [];
  });
  assert.deepEqual(Object.keys(gains).sort(), expected.map(([layer]) => layer).sort());
  for (const [layer, bound] of expected) assertRelative([gains[layer]!], [bound], tolerance, layer);
  assertRelative([await net.subLipschitz()], [python.sub_lipschitz], tolerance, "L_sub");
}

async function assertSameCertificates(net: GloroNet, name: Name, python: PythonOutputs) {
  const x = await readInputs(name);
  assertRelative(
    values(await net.lipschitzConstant()),
    python.lipschitz_constant.flat(),
    1e-3,
    "K",
  );
  const radii = values(await net.certifiedRadius(x, inBatches));
  assertRelative(radii, python.certified_radius, 1e-3, "radii");
  assertClose(values(await net.predict(x, inBatches)), python.output.flat(), 1e-3, "[y, ⊥]");
}

describe("the plain networks of the Python library, rebuilt by hand", () => {
  const names = ["readme_mlp", "zoo", "pypi_resnet_identity", "pypi_resnet_fixup"] as const;
  for (const [name, engine] of [
    ...names.map((name) => [name, "onnx-cpu"] as const),
    ["zoo", "eager"] as const,
  ])
    it(`${name} gives the same (${engine})`, async () => {
      const python = readOutputs(name);
      const net = await GloroNet.create(await rebuilt(name, engine));
      await assertSameNetwork(net, name, python);
      await assertSameCertificates(net, name, python);
      await net.dispose();
    });

  it("mnist_2c2f_frozen gives the same with the constant that it was frozen with", async () => {
    const python = readOutputs("mnist_2c2f_frozen");
    const net = await GloroNet.create(await rebuilt("mnist_2c2f_frozen", "onnx-cpu"));
    // Python froze estimates that had not converged, 0.2% low; ours come closer to the exact norms.
    await assertSameNetwork(net, "mnist_2c2f_frozen", python, 3e-3);
    const { conv2d, conv2d_1 } = await net.layerLipschitz();
    assertRelative([conv2d!, conv2d_1!], [2.068907, 1.674385], 2e-4, "exact norms");
    const fromWeights = await net.subLipschitz();
    // A sign, which a negative scaling would have left there, changes nothing.
    await net.freeze({ subLipschitz: -python.sub_lipschitz });
    assert.equal(await net.subLipschitz(), python.sub_lipschitz);
    assert.notEqual(fromWeights, python.sub_lipschitz, "else it proves nothing");
    await assertSameCertificates(net, "mnist_2c2f_frozen", python);

    const { test } = await loadDataSet("mnist");
    net.compile({ loss: "sparse_crossentropy", metrics: ["clean_acc", "vra"] });
    const { clean_acc, vra } = await net.evaluate(test);
    assertClose([clean_acc!, vra!], [python.test.clean, python.test.vra], 1e-6, "MNIST");
    await net.dispose();
  });
});

describe("the relaxed networks of the Python library, rebuilt by hand", () => {
  const makers = {
    rtk3: (options) => RtkGloroNet.create({ ...options, k: 3 }),
    pypi_rtk3: (options) => RtkGloroNet.create({ ...options, k: 3 }),
    affinity: (options) =>
      AffinityGloroNet.create({
        ...options,
        // As its config.json has them.
        affinitySets: "AffinitySet: [\n  [0, 1]\n  [2, 3, 4]]",
      }),
  } satisfies Record<string, (options: GloroNetOptions) => Promise<RtkGloroNet | AffinityGloroNet>>;

  for (const [name, engine] of [
    ["rtk3", "onnx-cpu"],
    ["pypi_rtk3", "onnx-cpu"],
    ["affinity", "onnx-cpu"],
    ["affinity", "eager"],
  ] as const)
    it(`${name} guarantees the same (${engine})`, async () => {
      const python = readOutputs(name);
      const x = await readInputs(name);
      const net = await makers[name](await rebuilt(name, engine));
      await assertSameNetwork(net, name, python);
      assert.equal(net.k, 3);

      const { outputs, guarantee } = await net.predictWithGuarantee(x, inBatches);
      assertClose(values(outputs), python.pred.flat(), 1e-3, "[y, ⊥]");
      assert.deepEqual(await net.predict(x, inBatches), outputs);
      assert.deepEqual(guarantee.shape, [python.pred.length, 3]);
      assert.deepEqual(values(guarantee), python.guarantee.flat());

      const rejected = python.pred.map((row) => row.indexOf(Math.max(...row)) === row.length - 1);
      const loosest = await net.predictWithLoosestGuarantee(x, inBatches);
      assert.deepEqual(
        values(loosest.guarantee),
        python.pred_top_k.map((row, i) => (rejected[i] ? -1 : row.at(-1)!)),
      );
      assert.deepEqual([loosest.guarantee.dtype, loosest.outputs], ["int32", outputs]);
      const strictest = await net.predictWithStrictestGuarantee(x, inBatches);
      assert.deepEqual(
        values(strictest.guarantee),
        python.guarantee.map((row, i) => (rejected[i] ? -1 : row.indexOf(1) + 1)),
      );

      const radii = await net.relaxedRadii(x, inBatches);
      assert.deepEqual(
        values(radii).map((radius) => Number(radius > net.epsilon)),
        python.guarantee.flat(),
      );
      assert.deepEqual(
        values(await net.certifiedRadius(x, inBatches)),
        python.pred.map((_, i) => Math.max(...values(radii).slice(3 * i, 3 * i + 3))),
      );
      await net.freeze();
      assert.deepEqual((await net.predictWithGuarantee(x)).guarantee, guarantee);
      await net.dispose();
    });
});
