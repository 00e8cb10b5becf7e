import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { GloroError } from "../../src/gloro/errors.js";
import { architectureModule } from "../../src/trainer/architectureModule.js";
import { certifyRun } from "../../src/trainer/certifyRun.js";
import { evaluateRun } from "../../src/trainer/evaluateRun.js";
import { StopSignal } from "../../src/trainer/stopSignal.js";
import { train } from "../../src/trainer/train.js";
import { temporaryFolder } from "./temporaryFolder.js";
import { createTinyRun } from "./tinyRun.js";

/** A network with a layer of its own: halved on the way in, so its constant is ½. */
const ownLayer = (gain: string) => `
  export default ({ inputShape, classes, tf }) => [
    "flatten",
    { kind: "dense", units: 8 },
    { kind: "custom", name: "halve", define: ({ inputShape }) => ({
      outputShape: inputShape,
      ${gain}
      forward: (x) => tf.mul(x, 0.5),
    }) },
    { kind: "minMax" },
    { kind: "dense", units: classes },
  ];`;
const constant = 'gain: { kind: "constant", value: 0.5 },';
const data = { inputShape: [4, 4, 1], classes: 3 };

describe("architectureModule", () => {
  const folder = temporaryFolder();
  let files = 0;

  /** Each under a name of its own: Node keeps the modules that it has loaded. */
  function moduleFile(text: string): string {
    const path = join(folder.path, `net${files++}.mjs`);
    writeFileSync(path, text);
    return path;
  }

  it("trains, evaluates and certifies a network with a layer of the user's own", async () => {
    const module = moduleFile(ownLayer(constant));
    const run = createTinyRun(folder.path, { architecture: { module } });
    await train({ folder: run.folder, stop: new StopSignal(), report: () => undefined });
    const { evaluation } = await evaluateRun(run.folder, { checkpoint: "last" });
    assert.equal(evaluation.lipschitz["halve"], 0.5);
    const dense = evaluation.lipschitz["dense_1"] ?? NaN;
    assert.ok(Math.abs(evaluation.subLipschitz / (dense * 0.5) - 1) < 1e-6);
    const {
      model: { layers, subLipschitz },
    } = await certifyRun(run.folder, { checkpoint: "last" });
    const halve = layers.find(({ name }) => name === "halve");
    assert.deepEqual([halve?.bound, halve?.method], [0.5, "declared"]);
    assert.ok(subLipschitz >= evaluation.subLipschitz * (1 - 1e-6));
  });

  it("refuses a layer without a bound, by its name", async () => {
    const run = createTinyRun(folder.path, { architecture: { module: moduleFile(ownLayer("")) } });
    await assert.rejects(
      train({ folder: run.folder, stop: new StopSignal(), report: () => undefined }),
      { name: "NoBoundError", message: /"halve" \(custom\) brings no bound/ },
    );
  });

  const refused: [what: string, text: string, message: RegExp][] = [
    ["no function", "export const net = 1;", /must export a function by default.*missing/],
    ["a syntax error", "export default (", /could not be loaded: /],
    ["a failure", "export default () => { throw new Error('no wheels'); };", /failed: no wheels/],
    [
      "no list",
      "export default () => 'cnn_2C2F';",
      /must return a list of layers, got cnn_2C2F\.$/,
    ],
    [
      "an unknown kind",
      "export default () => [{ kind: 'dens', units: 3 }];",
      /layers\[0\]\.kind must be one of .* did you mean "dense"\?$/,
    ],
    [
      "an option of the wrong type",
      "export default () => ['flatten', { kind: 'dense', units: '3' }];",
      /layers\[1\]\.units must be a whole number from 1 on, got "3"\.$/,
    ],
    [
      "a custom layer without a function",
      "export default () => [{ kind: 'custom', define: 3 }];",
      /layers\[0\] is custom, so its define must be a function/,
    ],
  ];
  for (const [what, text, message] of refused) {
    it(`refuses ${what}, naming the module`, async () => {
      const path = moduleFile(text);
      await assert.rejects(
        architectureModule(path, data),
        (error) =>
          error instanceof GloroError &&
          error.message.includes(path) &&
          message.test(error.message),
      );
    });
  }

  it("refuses a module that is not there", async () => {
    const path = join(folder.path, "missing.mjs");
    await assert.rejects(architectureModule(path, data), /could not be loaded: .*missing\.mjs/);
  });
});
