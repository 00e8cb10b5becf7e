import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { LayerConfig } from "../../../src/gloro/layers/layer.js";
import type { HostTensor } from "../../../src/gloro/program.js";
import { AffinityGloroNet, GloroNet, RtkGloroNet } from "../../../src/model/index.js";
import { readGloronet } from "../../../src/formats/gloronet/readGloronet.js";
import { writeGloronet } from "../../../src/formats/gloronet/writeGloronet.js";
import { readSavedNet } from "../../../src/model/files/readSavedNet.js";
import { writeSavedNet } from "../../../src/model/files/writeSavedNet.js";
import { loadGloroNet, saveGloroNet } from "../../../src/model/files/gloroNetFiles.js";
import { assertClose } from "../../gloro/close.js";
import { readInputs, readOutputs } from "../readFixture.js";
import { assertRelative } from "../relative.js";

const values = ({ data }: HostTensor): number[] => Array.from(data);
const fixture = (name: string) =>
  fileURLToPath(new URL(`../../fixtures/gloronet/${name}.gloronet`, import.meta.url));

const plain = [
  "readme_mlp",
  "zoo",
  "mnist_2c2f_frozen",
  "pypi_resnet_identity",
  "pypi_resnet_fixup",
] as const;
const relaxed = ["rtk3", "affinity", "pypi_rtk3"] as const;

const head: LayerConfig = { kind: "dense", units: 3 };
/** Networks that Python cannot hold, and why. */
const oursAlone: Readonly<Record<string, { layers: LayerConfig[]; why: RegExp }>> = {
  halves: {
    layers: [
      { kind: "conv2d", filters: 4, kernelSize: 3, padding: "same" },
      { kind: "minMax", pairing: "halves" },
      { kind: "flatten" },
      head,
    ],
    why: /halves/,
  },
  liResNet: {
    layers: [
      { kind: "conv2d", filters: 4, kernelSize: 3, strides: 2, padding: "same" },
      { kind: "liResNetBlock", residualScale: 0.5 },
      { kind: "minMax" },
      { kind: "flatten" },
      { kind: "dense", units: 3, unitColumns: true },
    ],
    why: /liResNetBlock|LiResNet/,
  },
};

describe("files of nets", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "gloro-files-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  async function withNet<N extends GloroNet, T>(net: N, use: (net: N) => Promise<T>): Promise<T> {
    try {
      return await use(net);
    } finally {
      await net.dispose();
    }
  }

  for (const name of plain)
    it(`${name} of the Python library opens and gives Python's numbers`, async () => {
      const python = readOutputs(name);
      await withNet(await loadGloroNet(fixture(name)), async (net) => {
        assert.equal(net.epsilon, python.epsilon);
        assert.equal(net.isFrozen, python.frozen);
        const x = await readInputs(name);
        await net.refreshIterates({ tolerance: 1e-7 });
        assertClose(values(await net.f(x)), python.logits.flat(), 1e-5, "logits");
        const constants = values(await net.lipschitzConstant());
        assertRelative(constants, python.lipschitz_constant.flat(), 1e-3, "K");
        assertRelative(
          values(await net.certifiedRadius(x)),
          python.certified_radius,
          1e-3,
          "radii",
        );
        assertClose(values(await net.predict(x)), python.output.flat(), 1e-3, "[y, ⊥]");
      });
    });

  for (const name of relaxed)
    it(`${name} of the Python library opens as the relaxed net that it is`, async () => {
      const python = readOutputs(name);
      await withNet(await loadGloroNet(fixture(name)), async (net) => {
        assert.ok(net instanceof RtkGloroNet || net instanceof AffinityGloroNet);
        assert.equal(net instanceof AffinityGloroNet, name === "affinity");
        const x = await readInputs(name);
        await net.refreshIterates({ tolerance: 1e-7 });
        assertClose(values(await net.f(x)), python.logits.flat(), 1e-5, "logits");
        const { outputs, guarantee } = await net.predictWithGuarantee(x);
        assertClose(values(outputs), python.pred.flat(), 1e-3, "[y, ⊥]");
        assert.deepEqual(values(guarantee), python.guarantee.flat());
      });
    });

  for (const name of [...plain, ...relaxed])
    it(`${name}, saved and opened again, is the same net, bit for bit`, async () => {
      const path = join(folder, "again.gloronet");
      await withNet(await loadGloroNet(fixture(name)), async (first) => {
        const { loadedBy } = await saveGloroNet(first, path);
        assert.deepEqual(
          loadedBy,
          name.startsWith("pypi_resnet")
            ? ["1.1.1"]
            : first.isFrozen
              ? ["HEAD"]
              : ["1.1.1", "HEAD"],
        );
        await withNet(await loadGloroNet(path), async (second) => {
          assert.deepEqual(await second.weights(), await first.weights());
          assert.equal(second.constructor, first.constructor);
          assert.deepEqual([second.epsilon, second.isFrozen], [first.epsilon, first.isFrozen]);
          if (first.isFrozen) assert.equal(await second.subLipschitz(), await first.subLipschitz());
          const x = await readInputs(name);
          assert.deepEqual(values(await second.f(x)), values(await first.f(x)));
        });
      });
    });

  it("is known as this program's, where either release would load it", async () => {
    const path = join(folder, "own.gloronet");
    assert.match((await readSavedNet(fixture("zoo"))).writtenBy, /Python/);
    await withNet(await loadGloroNet(fixture("zoo")), (net) => saveGloroNet(net, path));
    assert.equal((await readSavedNet(path)).writtenBy, "GloRo for VS Code");
  });

  for (const [name, { layers, why }] of Object.entries(oursAlone))
    it(`${name}, which Python cannot hold, is saved for this program, and the answer says so`, async () => {
      const path = join(folder, "own.gloronet");
      const made = { inputShape: [6, 6, 2], layers, epsilon: 0.1, seed: 3, k: 2 };
      await withNet(await RtkGloroNet.create(made), async (first) => {
        await first.freeze();
        const saved = await saveGloroNet(first, path);
        assert.deepEqual(saved.loadedBy, []);
        assert.match(saved.why ?? "", why);
        await assert.rejects(saveGloroNet(first, path, { python: "HEAD" }), why);
        await withNet(await loadGloroNet(path), async (second) => {
          assert.ok(second instanceof RtkGloroNet && second.k === 2);
          assert.deepEqual(await second.weights(), await first.weights());
          assert.deepEqual(
            second.network.layers.map(({ name, config }) => ({ ...config, name })),
            first.network.layers.map(({ name, config }) => ({ ...config, name })),
          );
          assert.equal(await second.subLipschitz(), await first.subLipschitz());
        });
      });
    });

  for (const python of [undefined, "1.1.1"] as const)
    it(`the power method's steps are kept, written for ${python ?? "both releases"}`, async () => {
      const path = join(folder, "steps.gloronet");
      const made = { inputShape: [2], layers: [head], epsilon: 0.1, powerIterations: 7 };
      await withNet(await GloroNet.create(made), (net) => saveGloroNet(net, path, { python }));
      assert.equal(
        await withNet(await loadGloroNet(path), (net) => Promise.resolve(net.powerIterations)),
        7,
      );
    });

  it("members that nobody here knows stay when a file is written anew", async () => {
    const path = join(folder, "members.gloronet");
    const extra = { "notes/why.txt": Buffer.from("because") };
    await writeGloronet(
      path,
      { ...(await readGloronet(fixture("zoo"))), extra },
      { dialect: "ours" },
    );
    const net = await readSavedNet(path);
    await writeSavedNet(path, { ...net, epsilon: 1, powerIterations: 7 });
    const again = await readGloronet(path);
    assert.deepEqual(again.extra["notes/why.txt"], extra["notes/why.txt"]);
    assert.equal((await readSavedNet(path)).powerIterations, 7);
  });

  it("refuses a k and affinity sets that do not fit the classes", async () => {
    const path = join(folder, "k.gloronet");
    const file = await readGloronet(fixture("rtk3"));
    await writeGloronet(path, { ...file, k: 1_000_000 }, { dialect: "ours" });
    await assert.rejects(readSavedNet(path), /needs a whole number k from 1 to 4.*got 1000000/);
  });

  it("refuses what is no file of a net, a file without ε, and a layer that no file can hold", async () => {
    await assert.rejects(loadGloroNet(join(folder, "net.zip")), /none of \.gloronet, \.h5, \.json/);
    const broken = join(folder, "broken.gloronet");
    writeFileSync(broken, "nothing");
    await assert.rejects(
      loadGloroNet(broken),
      (error: Error) => error.name === "GloronetError" && error.message.includes(broken),
    );
    const custom: LayerConfig = {
      kind: "custom",
      name: "mine",
      define: ({ inputShape }) => ({
        outputShape: inputShape,
        gain: { kind: "constant", value: 1 },
        forward: (x) => x,
      }),
    };
    const made = { inputShape: [2], layers: [custom, head], epsilon: 0.1 };
    await withNet(await GloroNet.create(made), async (net) => {
      await assert.rejects(
        saveGloroNet(net, join(folder, "x.gloronet")),
        /"mine" is code of your own/,
      );
    });
  });
});
