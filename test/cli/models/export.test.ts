import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readGloronet } from "../../../src/formats/gloronet/readGloronet.js";
import { readSavedNet } from "../../../src/model/files/readSavedNet.js";
import { assertClose } from "../../gloro/close.js";
import { decode } from "../../formats/onnx/modelFile.js";
import { runModel } from "../../formats/onnx/runModel.js";
import { readInputs, readOutputs } from "../../model/readFixture.js";
import { assertRelative } from "../../model/relative.js";
import { temporaryFolder } from "../../trainer/temporaryFolder.js";
import { gloro } from "../gloro.js";
import { fixtureCopy } from "./fixtureFile.js";

const liResNet = fileURLToPath(
  new URL("../../fixtures/liresnet/weights.safetensors", import.meta.url),
);

describe("gloro export and import", () => {
  const folder = temporaryFolder();

  async function run(...args: string[]) {
    const { code, out, err } = await gloro(...args, "--json", "--quiet");
    assert.deepEqual({ code, err }, { code: 0, err: "" });
    return JSON.parse(out) as { out: string; subLipschitz?: number; python?: unknown };
  }

  /** What the exported model of a fixture gives for the fixture's inputs, and its metadata. */
  async function exported(name: string) {
    const { out, subLipschitz } = await run(
      "export",
      fixtureCopy(name, folder.path),
      ...["--to", "onnx"],
    );
    assert.equal(out, join(folder.path, `${name}.onnx`));
    const bytes = readFileSync(out);
    const { shape, data } = await readInputs(name);
    const [outputs] = await runModel(bytes, shape.slice(1), data);
    const metadata = Object.fromEntries(
      decode(bytes).metadataProps.map(({ key, value }) => [key ?? "", value ?? ""]),
    );
    return { outputs: outputs!, metadata, subLipschitz: subLipschitz! };
  }

  for (const name of ["mnist_2c2f_frozen", "zoo"])
    it(`writes ${name} as an ONNX model that certifies Python's radii`, async () => {
      const python = readOutputs(name);
      const { outputs, metadata, subLipschitz } = await exported(name);
      assertClose(outputs["logits"]!.data, python.logits.flat(), 1e-5, "logits");
      assertRelative(outputs["radius"]!.data, python.certified_radius, 1e-3, "radii");
      assert.equal(metadata["sub_lipschitz_is"], "estimated");
      assert.equal(Number(metadata["sub_lipschitz"]), subLipschitz);
      // The frozen constant, where there is one, lies 0.2% below what the weights give.
      const tolerance = python.frozen ? 1e-7 : 1e-3;
      assertRelative([subLipschitz], [python.sub_lipschitz], tolerance, "L_sub");
    });

  it("warns where the constant that it exports lies below what the weights give", async () => {
    const file = fixtureCopy("mnist_2c2f_frozen", folder.path);
    const { out } = await gloro("export", file, "--to", "onnx");
    assert.match(out, /0\.21% below what the weights give: it certifies more than holds/);
    await gloro("freeze", file);
    const again = await gloro("export", file, "--to", "onnx", "--force");
    assert.equal(again.out, `${join(folder.path, "mnist_2c2f_frozen.onnx")}\n`);
  });

  it("writes a relaxed net as a relaxed ONNX model", async () => {
    const { outputs } = await exported("affinity");
    assert.deepEqual(outputs["guarantee"]!.data, readOutputs("affinity").guarantee.flat());
  });

  it("gives the same net back from Keras, with the ε that import is told", async () => {
    const file = fixtureCopy("readme_mlp", folder.path);
    const keras = await run("export", file, "--to", "keras");
    assert.equal(keras.out, join(folder.path, "readme_mlp.h5"));
    const out = join(folder.path, "again.gloronet");
    const imported = await run("import", keras.out, "-o", out, "--epsilon", "1/4");
    assert.deepEqual(imported.python, { loadedBy: ["1.1.1", "HEAD"] });
    const { weights, epsilon } = await readSavedNet(out);
    assert.equal(epsilon, 0.25);
    assert.deepEqual(weights, (await readSavedNet(file)).weights);

    const again = await gloro("import", keras.out, "-o", out, "--epsilon", "1");
    assert.equal(again.code, 2);
    assert.equal((await readSavedNet(out)).epsilon, 0.25);
  });

  it("gives the same net back from TF.js, and tells what the file lacks", async () => {
    const file = fixtureCopy("rtk3", folder.path);
    const path = join(folder.path, "model.json");
    const { err } = await gloro("export", file, "--to", "tfjs", "-o", path);
    assert.match(err, /network alone: no ε/);
    const out = join(folder.path, "again.gloronet");
    await run("import", path, "-o", out, "--epsilon", "1/4");
    assert.deepEqual((await readSavedNet(out)).weights, (await readSavedNet(file)).weights);
    const again = await gloro("export", file, "--to", "tfjs", "-o", path);
    assert.match(again.err, /model\.json is there already/);
    rmSync(path);
    const weights = await gloro("export", file, "--to", "tfjs", "-o", path);
    assert.match(weights.err, /group1-shard1of1\.bin is there already/);
  });

  it("imports PyTorch weights of LiResNet, whose architecture it must be told", async () => {
    const out = join(folder.path, "liresnet.gloronet");
    const args = ["import", liResNet, "-o", out, "--epsilon", "36/255"];
    const untold = await gloro(...args);
    assert.equal(untold.code, 2);
    assert.match(untold.err, /holds weights alone\. Name the network .*liresnet or liresnet_noLLN/);
    const { python } = await run(...args, "--architecture", "liresnet");
    assert.match(JSON.stringify(python), /scales the columns|cannot/);
    const { layers, writtenBy, inputShape } = await readSavedNet(out);
    assert.deepEqual([writtenBy, inputShape], ["GloRo for VS Code", [32, 32, 3]]);
    assert.equal(layers.filter(({ kind }) => kind === "liResNetBlock").length, 2);
  });

  it("exports at another ε than the file's, where the kind holds one", async () => {
    const file = fixtureCopy("rtk3", folder.path);
    const out = join(folder.path, "out.gloronet");
    await run("export", file, "--to", "gloronet", "--epsilon", "1/8", "-o", out);
    assert.equal((await readSavedNet(out)).epsilon, 0.125);
    const keras = await run("export", fixtureCopy("readme_mlp", folder.path), "--to", "keras");
    const onnx = await run("export", keras.out, "--to", "onnx", "--epsilon", "1/4");
    const metadata = decode(readFileSync(onnx.out)).metadataProps;
    assert.equal(metadata.find(({ key }) => key === "epsilon")?.value, "0.25");
    const { code, err } = await gloro("export", file, "--to", "tfjs", "--epsilon", "1");
    assert.equal(code, 2);
    assert.match(err, /--epsilon goes with --to onnx and gloronet only/);
  });

  for (const release of ["1.1.1", "HEAD"])
    it(`writes for release ${release} of the Python library`, async () => {
      const out = join(folder.path, "out.gloronet");
      const file = fixtureCopy("zoo", folder.path);
      await run("export", file, "--to", "gloronet", "--python", release, "-o", out);
      assert.equal((await readGloronet(out)).dialect, release);
      assert.deepEqual((await readSavedNet(out)).weights, (await readSavedNet(file)).weights);
    });

  it("overwrites nothing without --force, not even the file itself", async () => {
    const file = fixtureCopy("rtk3", folder.path);
    const original = readFileSync(file);
    const { code, err } = await gloro("export", file, "--to", "gloronet", "--python", "1.1.1");
    assert.equal(code, 2);
    assert.match(err, /rtk3\.gloronet is there already/);
    assert.deepEqual(readFileSync(file), original);
    await run("export", file, "--to", "gloronet", "--python", "1.1.1", "--force");
    assert.equal((await readGloronet(file)).dialect, "1.1.1");
  });

  for (const [what, name, to, why] of [
    ["a layer that Keras lacks", "rtk3", ["keras"], /min_max.* not of Keras/],
    [
      "a frozen net for a release that stores no constant",
      "mnist_2c2f_frozen",
      ["gloronet", "--python", "1.1.1"],
      /gloro 1\.1\.1 stores no frozen constant/,
    ],
  ] as const)
    it(`exits with 1 and a sentence for ${what}, and writes nothing`, async () => {
      const out = join(folder.path, to[0] === "keras" ? "out.h5" : "out.gloronet");
      const file = fixtureCopy(name, folder.path);
      const { code, err } = await gloro("export", file, "--to", ...to, "-o", out);
      assert.equal(code, 1);
      assert.match(err, why);
      assert.equal(existsSync(out), false);
    });

  it("asks for an ε where a Keras model is to certify", async () => {
    const { out } = await run(
      ...["export", fixtureCopy("readme_mlp", folder.path), "--to", "keras"],
    );
    const { code, err } = await gloro("export", out, "--to", "onnx");
    assert.equal(code, 1);
    assert.match(err, /holds no epsilon\. Import it first: gloro import/);
  });
});
