import assert from "node:assert/strict";
import { engineNames } from "../../src/engine/index.js";
import { engineChoices } from "../../src/runs/config.js";

describe("configuredEngine", () => {
  // src/runs may not import src/engine, so the names stand in both.
  it("can be given every engine that there is", () => {
    assert.deepEqual(engineChoices, ["auto", ...engineNames]);
  });
});
