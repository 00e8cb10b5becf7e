import assert from "node:assert/strict";
import { parsePythonJson } from "../../src/formats/pythonJson.js";
import { refuses } from "./refuses.js";

const parse = (text: string) => parsePythonJson(Buffer.from(text), "f.json");

describe("parsePythonJson", () => {
  it("reads JSON", () => {
    assert.deepEqual(parse('{"a": [1.5, null, "NaN"], "b": "-Infinity \\"NaN"}'), {
      a: [1.5, null, "NaN"],
      b: '-Infinity "NaN',
    });
  });

  const refused: [string, string][] = [
    ['{"epsilon": NaN}', 'f.json holds NaN for "epsilon", where a finite number must stand.'],
    ['{"a": "NaN", "b": [1, -Infinity]}', 'f.json holds -Infinity for "b"'],
    ["Infinity", "f.json holds Infinity, where"],
    ['{"a": "NaN", "b" 1}', "f.json is not JSON: "],
    ["", "f.json is not JSON: "],
    [`${"[".repeat(200_000)}${"]".repeat(200_000)}`, "is nested more than 100 levels deep."],
    [`${'{"a":'.repeat(101)}1${"}".repeat(101)}`, "is nested more than 100 levels deep."],
  ];
  for (const [text, reason] of refused) {
    it(`refuses ${text.slice(0, 40)}`, () => {
      refuses(() => parse(text), reason);
    });
  }

  it("refuses other text than UTF-8", () => {
    refuses(() => parsePythonJson(Uint8Array.of(0x22, 0xff, 0x22), "f"), "f is not text in UTF-8.");
  });

  it("takes 100 levels", () => {
    assert.ok(parse(`${"[".repeat(100)}${"]".repeat(100)}`));
  });
});
