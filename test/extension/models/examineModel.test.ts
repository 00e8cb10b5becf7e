import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Matrix, SVD } from "ml-matrix";
import { askAlone } from "../../../src/extension/inquiries/askAlone.js";
import type { ModelFinding } from "../../../src/extension/models/messages.js";
import { fixtureFile } from "../../cli/models/fixtureFile.js";
import { readWeights } from "../../model/readFixture.js";
import { temporaryFolder } from "../../runs/temporaryFolder.js";

async function examine(file: string): Promise<ModelFinding[]> {
  const found: ModelFinding[] = [];
  const { signal } = new AbortController();
  const onNews = (finding: ModelFinding) => found.push(finding);
  await askAlone("examineModel", { file }, { signal, onNews });
  return found.filter(({ type }) => type !== "activity");
}

function finding<T extends ModelFinding["type"]>(found: readonly ModelFinding[], type: T) {
  const one = found.find((each): each is Extract<ModelFinding, { type: T }> => each.type === type);
  assert.ok(one, `no ${type} among ${found.map((each) => each.type).join(", ")}`);
  return one;
}

const describeModel = (file: string) =>
  askAlone("describeModel", { file }, { signal: new AbortController().signal });

describe("describeModel", () => {
  it("tells what a file holds", async () => {
    const model = await describeModel(fixtureFile("readme_mlp"));
    assert.match(model?.writtenBy ?? "", /Python/);
    assert.deepEqual([model?.frozen, model?.run, model?.python.loadedBy.length], [null, null, 2]);
  });
});

describe("examineModel", () => {
  it("tells estimates, then bounds on either side of the singular values", async () => {
    const found = await examine(fixtureFile("readme_mlp"));
    assert.deepEqual(
      found.map(({ type }) => type),
      ["estimates", "bounds"],
    );
    const weights = await readWeights("readme_mlp");
    const bounds = finding(found, "bounds");
    const dense = bounds.layers.filter(({ name }) => name.startsWith("dense"));
    assert.equal(dense.length, 2);
    for (const { name, bound, atLeast } of dense) {
      const { shape, data } = weights[`${name}/kernel`]!;
      const kernel = Matrix.from1DArray(shape[0]!, shape[1]!, Array.from(data));
      const norm = new SVD(kernel, { autoTranspose: true }).norm2;
      assert.ok(atLeast! <= norm && norm <= bound!, `${name}: ${atLeast} ≤ ${norm} ≤ ${bound}`);
      assert.ok(bound! < 1.001 * norm && atLeast! > 0.99 * norm, name);
    }
    const estimates = finding(found, "estimates");
    for (const [j, row] of bounds.margins.cells.entries()) {
      for (const [i, proven] of row.entries()) {
        const estimate = estimates.margins.cells[j]![i];
        if (i === j) assert.deepEqual([proven, estimate], [null, null]);
        else assert.ok(estimate! <= proven! * (1 + 1e-5) && proven! < 1.01 * estimate!);
      }
    }
  });

  it("says that a frozen constant lies below what the weights give", async () => {
    const { frozen } = finding(await examine(fixtureFile("mnist_2c2f_frozen")), "estimates");
    assert.equal(frozen?.verdict, "below");
    assert.match(frozen.text, /below what the weights give/);
  });

  it("refuses what is no model with one sentence", async () => {
    const file = join(temporaryFolder(), "<script>.gloronet");
    writeFileSync(file, "<script>alert(1)</script>");
    for (const asked of [describeModel(file), examine(file)])
      await assert.rejects(asked, (error: Error) => {
        assert.equal(error.name, "GloroError");
        assert.doesNotMatch(error.message, /\n/);
        return true;
      });
  });

  it("ends at once, without an answer, when nobody waits any more", async () => {
    const abort = new AbortController();
    const asked = askAlone(
      "examineModel",
      { file: fixtureFile("mnist_2c2f_frozen") },
      {
        signal: abort.signal,
        onNews: () => {
          abort.abort();
        },
      },
    );
    assert.equal(await asked, undefined);
  });
});
