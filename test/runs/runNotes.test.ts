import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { changeNotes, readNotes } from "../../src/runs/runNotes.js";
import { runPaths } from "../../src/runs/runPaths.js";
import { temporaryFolder } from "./temporaryFolder.js";

describe("runNotes", () => {
  it("keeps what is not changed, and drops what is emptied", () => {
    const folder = temporaryFolder();
    assert.deepEqual(readNotes(folder), {});
    changeNotes(folder, { name: " wide net " });
    changeNotes(folder, { notes: "twice the width\nλ as before" });
    assert.deepEqual(readNotes(folder), {
      name: "wide net",
      notes: "twice the width\nλ as before",
    });
    changeNotes(folder, { name: "  " });
    assert.deepEqual(readNotes(folder), { notes: "twice the width\nλ as before" });
  });

  it("does not write over notes that it cannot read", () => {
    const folder = temporaryFolder();
    writeFileSync(runPaths.notes(folder), "{");
    assert.throws(() => {
      changeNotes(folder, { name: "new" });
    }, /^RunFormatError: .*notes\.json/);
  });
});
