import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { configFindings } from "../../src/runs/configFindings.js";
import type { ConfigFinding } from "../../src/runs/configFindings.js";
import { withLines } from "./exampleConfig.js";
import { temporaryFolder } from "./temporaryFolder.js";

describe("configFindings", () => {
  const find = (text: string, folder = temporaryFolder()) =>
    configFindings(text, join(folder, "x.gloro.json"));
  const mended = (text: string, { fix }: ConfigFinding): string => {
    assert.ok(fix);
    return text.slice(0, fix.offset) + fix.text + text.slice(fix.offset + fix.length);
  };

  it("finds nothing in a config that is right, nor in one that is no JSON yet", async () => {
    assert.deepEqual(await find(withLines({})), []);
    assert.deepEqual(await find('{ "data": '), []);
  });

  const slips: [string, ConfigFinding["source"], number, string, string][] = [
    ["a key", "schema", 6, '  "epocs": 12,', '  "epochs": 12,'],
    [
      "a choice",
      "schema",
      6,
      '  "epochs": 1, "engine": "egar"',
      '  "epochs": 1, "engine": "eager"',
    ],
    [
      "a choice in a union",
      "schema",
      6,
      '  "epochs": 1, "optimizer": "adm"',
      '  "epochs": 1, "optimizer": "adam"',
    ],
    [
      "an architecture",
      "words",
      3,
      '  "architecture": "cnn_2C2",',
      '  "architecture": "cnn_2C2F",',
    ],
    ["a loss", "words", 5, '  "loss": "crosentropy",', '  "loss": "crossentropy",'],
    [
      "an option",
      "words",
      3,
      '  "architecture": { "name": "cnn_2C2X" },',
      '  "architecture": { "name": "cnn_2C2F" },',
    ],
  ];
  for (const [what, source, line, wrong, right] of slips) {
    it(`mends a slip in ${what}`, async () => {
      const text = withLines({ [line]: wrong });
      const finding = (await find(text)).find(({ fix, source: by }) => fix && by === source);
      assert.ok(finding, JSON.stringify(await find(text)));
      assert.equal(mended(text, finding), withLines({ [line]: right }));
    });
  }

  it("finds data and files that are not there, and those of a like name beside them", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "data"));
    writeFileSync(join(folder, "data", "digits.npz"), "");
    const text = withLines({ 2: '  "data": "data/digit.npz", "from": "best.gloronet",' });
    const [data, from, ...others] = await find(text, folder);
    assert.deepEqual(others, []);
    assert.ok(data && from);
    assert.match(data.message, /^There is no .*data\/digit\.npz\. A data set is /);
    assert.ok(mended(text, data).includes('"data/digits.npz"'));
    assert.equal(from.message, `There is no ${join(folder, "best.gloronet")}.`);
    assert.equal(text.slice(from.offset, from.offset + from.length), '"best.gloronet"');
    assert.deepEqual(
      await find(mended(text, data).replace("best.gloronet", "data/digits.npz"), folder),
      [],
    );
  });

  it("shows what is missing at the object that misses it", async () => {
    const text = withLines({ 4: "" });
    const [finding] = await find(text);
    assert.match(finding?.message ?? "", /^epsilon is missing/);
    assert.deepEqual([finding?.offset, finding?.length, finding?.fix], [0, 1, undefined]);
  });

  it("adds what its caller knows of", async () => {
    const findings = await configFindings(
      withLines({ 6: '  "epochs": 2, "engine": "onnx-cpu"' }),
      "x.gloro.json",
      () => [{ path: ["engine"], message: "It does not run here.", choice: { known: ["eager"] } }],
    );
    assert.deepEqual(
      findings.map(({ message }) => message),
      ["It does not run here."],
    );
  });
});
