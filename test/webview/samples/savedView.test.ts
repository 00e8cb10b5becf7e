import assert from "node:assert/strict";
import { newView, readView } from "../../../webview/samples/savedView.js";

describe("readView", () => {
  it("reads what was saved", () => {
    const view = {
      file: "/a.gloronet",
      data: "mnist",
      epsilon: 0.3,
      filter: { label: 2, prediction: -1, answer: "wrong", certified: "rejected" },
      sort: { key: "radius", isDescending: true },
      opened: 5,
    };
    assert.deepEqual(readView(JSON.parse(JSON.stringify(view))), view);
  });

  it("takes a new page's value for each that is no such thing", () => {
    const broken = {
      file: 3,
      data: null,
      epsilon: "0.3",
      filter: { label: "2", prediction: 1.5, answer: "no", certified: 1 },
      sort: { key: "size", isDescending: 1 },
      opened: {},
    };
    for (const saved of [undefined, null, 7, {}, broken])
      assert.deepEqual(readView(saved), newView);
  });
});
