import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { makeFolders } from "../../src/runs/makeFolders.js";
import { temporaryFolder } from "./temporaryFolder.js";

describe("makeFolders", () => {
  it("makes what is missing, and leaves what is there", () => {
    const folder = join(temporaryFolder(), "a", "b", "c");
    makeFolders(folder);
    makeFolders(folder);
    assert.ok(existsSync(folder));
  });
});
