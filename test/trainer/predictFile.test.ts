import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { unhandledRejections } from "../unhandledRejections.js";
import { predictFile, withPredictions } from "../../src/trainer/predictFile.js";

const file = fileURLToPath(
  new URL("../fixtures/gloronet/mnist_2c2f_frozen.gloronet", import.meta.url),
);
const options = { data: "mnist", ignoreFrozen: true };

describe("predictFile", () => {
  it("gives what is given under way to those who begin before", async () => {
    const { predictions } = await predictFile(file, options);
    const [begun, later] = await withPredictions(file, options, async (found, underWay) => [
      found.data.test.count,
      await underWay,
    ]);
    assert.equal(begun, predictions.count);
    assert.deepEqual(later.predictions, predictions.predictions);
  });

  it("gives the predictions up where what is done beside them fails", async () => {
    const unheard = await unhandledRejections(async () => {
      const failing = () => Promise.reject(new Error("no bound"));
      await assert.rejects(withPredictions(file, options, failing), /no bound/);
    });
    assert.deepEqual(unheard, []);
  });
});
