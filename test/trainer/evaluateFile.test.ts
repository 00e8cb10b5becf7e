import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { evaluateFile } from "../../src/trainer/evaluateFile.js";
import { readOutputs } from "../model/readFixture.js";

const fixture = (name: string) =>
  fileURLToPath(new URL(`../fixtures/gloronet/${name}.gloronet`, import.meta.url));

describe("evaluateFile", () => {
  it("gives Python's accuracies for the network that it froze", async () => {
    const result = await evaluateFile(fixture("mnist_2c2f_frozen"), {
      data: "mnist",
      radii: [0.1, 0.3],
    });
    const { clean, vra } = readOutputs("mnist_2c2f_frozen").test;
    assert.deepEqual([result.evaluation.cleanAccuracy, result.evaluation.vra], [clean, vra]);
    assert.equal(result.evaluation.vraAt["0.3"], vra);
    assert.ok((result.evaluation.vraAt["0.1"] ?? 0) > vra);
    assert.deepEqual(
      [result.isFrozen, result.examples, result.evaluation.lipschitz],
      [true, 10_000, {}],
    );
  });

  it("takes another ε than the file's", async () => {
    const at = async (epsilon: number) =>
      (await evaluateFile(fixture("mnist_2c2f_frozen"), { data: "mnist", epsilon })).evaluation.vra;
    assert.ok((await at(0.1)) > (await at(0.5)));
  });

  it("refuses data that do not fit", async () => {
    await assert.rejects(
      evaluateFile(fixture("zoo"), { data: "mnist" }),
      /takes \[12, 12, 2\] and tells 4 classes apart, but MNIST has \[28, 28, 1\] and 10/,
    );
  });
});
