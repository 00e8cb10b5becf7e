import assert from "node:assert/strict";
import { fileOf, filesOf } from "../../../src/extension/page/fileOf.js";

const uri = (fsPath: string) => ({ scheme: "file", fsPath });

describe("fileOf", () => {
  it("takes a file from a path, a URI or an item of a view, and from nothing else", () => {
    assert.equal(fileOf("/a.gloronet"), "/a.gloronet");
    assert.equal(fileOf(uri("/a.gloronet")), "/a.gloronet");
    assert.equal(fileOf({ file: "/a.gloronet", run: undefined }), "/a.gloronet");
    for (const other of [undefined, null, "", 3, { file: 3 }, [uri("/a.gloronet")]]) {
      assert.equal(fileOf(other), undefined);
    }
  });

  it("takes all files of a kind that are selected, the one first that was clicked", () => {
    const selected = ["/a.gloronet", "/notes.md", "/b.gloronet", "/c.gloronet"].map(uri);
    assert.deepEqual(filesOf(uri("/b.gloronet"), selected, ".gloronet"), [
      "/b.gloronet",
      "/a.gloronet",
      "/c.gloronet",
    ]);
  });

  it("takes the one file where nothing is selected, or a button passes something else", () => {
    for (const selected of [undefined, [], { groupId: 0 }]) {
      assert.deepEqual(filesOf(uri("/a.h5"), selected, ".gloronet"), ["/a.h5"]);
      assert.deepEqual(filesOf(undefined, selected, ".gloronet"), []);
    }
  });
});
