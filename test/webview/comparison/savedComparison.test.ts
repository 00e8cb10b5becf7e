import assert from "node:assert/strict";
import { newComparison, readComparison } from "../../../webview/comparison/savedComparison.js";
import { comparedFolders } from "../../../src/extension/comparison/comparedFolders.js";

describe("a saved comparison", () => {
  const saved = { ...newComparison, folders: ["/a", "/b"], hidden: ["/b"], hasAllKeys: true };

  it("is read by its page as it was saved", () => {
    assert.deepEqual(readComparison(JSON.parse(JSON.stringify(saved))), saved);
  });

  it("is new where nothing of use was saved", () => {
    for (const other of [undefined, null, 3, { folders: 3, smoothing: 1, measuredOn: "x" }]) {
      assert.deepEqual(readComparison(other), newComparison);
    }
  });

  it("tells the extension its runs, and nothing that is no absolute path", () => {
    assert.deepEqual(comparedFolders(saved), ["/a", "/b"]);
    assert.deepEqual(comparedFolders({ folders: ["/a", "b", 3] }), ["/a"]);
    for (const other of [undefined, null, 3, {}, { folders: "/a" }]) {
      assert.deepEqual(comparedFolders(other), []);
    }
  });
});
