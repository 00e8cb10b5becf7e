import assert from "node:assert/strict";
import { newView, readView } from "../../../webview/dashboard/savedView.js";

describe("readView", () => {
  it("reads what was saved", () => {
    const view = {
      folder: "/a",
      smoothing: 0.2,
      logCharts: ["loss"],
      zoom: [1, 2] as const,
      epoch: 3,
      showsHints: true,
    };
    assert.deepEqual(readView(JSON.parse(JSON.stringify(view))), view);
  });

  it("takes a new dashboard's value for each that is no such thing", () => {
    const broken = { folder: 3, smoothing: 1, logCharts: "loss", zoom: [2, 1], epoch: "3" };
    for (const saved of [undefined, null, 7, {}, broken])
      assert.deepEqual(readView(saved), newView);
  });
});
