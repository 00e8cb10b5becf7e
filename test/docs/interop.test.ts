import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readSavedNet } from "../../src/model/files/readSavedNet.js";
import { readStateDict } from "../../src/model/files/readStateDict.js";
import { temporaryFolder } from "../formats/temporaryFolder.js";
import { hostileFiles } from "./hostileFiles.js";

const text = readFileSync(new URL("../../docs/interop.md", import.meta.url), "utf8");

/** Sentences by kind, as the table of docs/interop.md has them. */
const table = new Map(
  (text.split("## Hostile files\n")[1] ?? "")
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .slice(2)
    .map((line): [string, string] => {
      const [, kind = "", sentence = ""] = line.split("|").map((cell) => cell.trim());
      return [kind, sentence];
    }),
);

/** What a file is refused with, without its name. */
async function refusal(path: string): Promise<string> {
  const reading = path.endsWith(".safetensors")
    ? readStateDict(path, "liresnet")
    : readSavedNet(path);
  const error = await reading.then(
    () => assert.fail(`${path} was read`),
    (found: unknown) => found,
  );
  assert.ok(
    error instanceof Error && /^(Gloronet|Safetensors)Error$/.test(error.name),
    String(error),
  );
  assert.ok(error.message.startsWith(path));
  return error.message.slice(path.length).replace(/^[:,] /, "");
}

/** Sizes of compressed files depend on who compressed them. */
const withoutSizes = (sentence: string) => sentence.replace(/\d{4,}/g, "N");

describe("docs/interop.md", () => {
  it("lists every hostile kind, and no other", () => {
    assert.deepEqual([...table.keys()], Object.keys(hostileFiles));
  });

  for (const [kind, make] of Object.entries(hostileFiles))
    it(`tells the sentence that ${kind} gets`, async () => {
      const folder = join(temporaryFolder(), "files");
      mkdirSync(folder);
      const found = await refusal(await make(folder));
      assert.equal(withoutSizes(found), withoutSizes(table.get(kind) ?? ""));
    });
});
