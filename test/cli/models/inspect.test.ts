import assert from "node:assert/strict";
import { join } from "node:path";
import { Matrix, SVD } from "ml-matrix";
import type { Inspection } from "../../../src/model/files/inspectModel.js";
import type { HostTensor } from "../../../src/gloro/program.js";
import { readWeights } from "../../model/readFixture.js";
import { assertRelative } from "../../model/relative.js";
import { temporaryFolder } from "../../trainer/temporaryFolder.js";
import { gloro } from "../gloro.js";
import { fixtureCopy, fixtureFile } from "./fixtureFile.js";

async function inspect(file: string): Promise<Inspection> {
  const { code, out, err } = await gloro("inspect", file, "--json");
  assert.deepEqual({ code, err }, { code: 0, err: "" });
  return JSON.parse(out) as Inspection;
}

function matrix({ shape, data }: HostTensor): Matrix {
  return Matrix.from1DArray(shape[0]!, shape[1]!, Array.from(data));
}

describe("gloro inspect", () => {
  const folder = temporaryFolder();

  it("gives the singular values of dense layers, and the head's steepest margin", async () => {
    const weights = await readWeights("readme_mlp");
    const norm = (layer: string) =>
      new SVD(matrix(weights[`${layer}/kernel`]!), { autoTranspose: true }).norm2;
    const found = await inspect(fixtureFile("readme_mlp"));
    const dense = found.layers.filter(({ kind }) => kind === "dense");
    assert.deepEqual(
      dense.map(({ name }) => name),
      ["dense", "dense_1", "dense_2"],
    );
    const norms = [norm("dense"), norm("dense_1")];
    assertRelative(
      dense.slice(0, 2).map(({ lipschitz }) => lipschitz!),
      norms,
      1e-4,
      "layers",
    );
    assert.equal(dense[2]?.lipschitz, undefined);
    assertRelative([found.subLipschitz], [norms[0]! * norms[1]!], 1e-4, "L_sub");

    const columns = matrix(weights["dense_2/kernel"]!).transpose().to2DArray();
    const steepest = Math.max(
      ...columns.flatMap((a) =>
        columns.map((b) => Math.hypot(...a.map((value, i) => value - b[i]!))),
      ),
    );
    assert.equal(found.head.layer, "dense_2");
    assertRelative([found.head.largestMarginConstant], [steepest], 1e-5, "head");
  });

  it("tells who wrote a file, what it certifies and who can load it", async () => {
    const { writtenBy, epsilon, relaxation, classes, inputShape, parameters, python } =
      await inspect(fixtureFile("rtk3"));
    assert.equal(writtenBy, "gloro HEAD (Python)");
    assert.deepEqual(
      { epsilon: Math.fround(epsilon!), relaxation, classes, inputShape },
      {
        epsilon: Math.fround(0.02),
        relaxation: { kind: "rtk", k: 3 },
        classes: 5,
        inputShape: [6],
      },
    );
    assert.equal(parameters, 6 * 16 + 16 + 16 * 5 + 5);
    assert.deepEqual(python, { loadedBy: ["1.1.1", "HEAD"] });

    const old = await inspect(fixtureFile("pypi_resnet_fixup"));
    assert.deepEqual(old.python.loadedBy, ["1.1.1"]);
    assert.match(old.python.why!, /^gloro HEAD cannot hold the net/);
  });

  it("warns of a frozen constant that lies below what the weights give", async () => {
    // Python froze estimates that had not converged.
    const { code, out } = await gloro("inspect", fixtureFile("mnist_2c2f_frozen"));
    assert.equal(code, 0);
    assert.match(
      out,
      /^The frozen constant is 0\.21% below what the weights give: it certifies more than holds\./m,
    );
  });

  it("finds a constant right that was frozen just now, and a missing one no fault", async () => {
    const file = fixtureCopy("mnist_2c2f_frozen", folder.path);
    await gloro("freeze", file);
    assert.match((await gloro("inspect", file)).out, /^The frozen constant is what the weights/m);
    await gloro("unfreeze", file);
    const { out } = await gloro("inspect", file);
    assert.match(out, /^frozen +no$/m);
    assert.doesNotMatch(out, /frozen constant is/);
  });

  it("describes a Keras model, which has no ε", async () => {
    const file = join(folder.path, "model.h5");
    await gloro("export", fixtureFile("readme_mlp"), "--to", "keras", "-o", file);
    const found = await inspect(file);
    assert.match(found.writtenBy, /^Keras 2/);
    assert.equal(found.epsilon, undefined);
    assert.equal(found.layers.at(-1)?.name, found.head.layer);
  });

  it("exits with 1 and one sentence where there is no such file", async () => {
    const { code, out, err } = await gloro("inspect", "/nowhere.gloronet");
    assert.deepEqual(
      { code, out, err },
      { code: 1, out: "", err: "gloro: /nowhere.gloronet: there is no such file.\n" },
    );
  });
});
