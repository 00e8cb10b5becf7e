import assert from "node:assert/strict";
import { fixesAt, markedFindings } from "../../src/extension/config/findingUse.js";
import type { ConfigFinding } from "../../src/runs/configFindings.js";

describe("findingUse", () => {
  const fix = { offset: 12, length: 3, text: "adam" };
  const schema: ConfigFinding = { source: "schema", message: "s", offset: 10, length: 5, fix };
  const place: ConfigFinding = { source: "places", message: "p", offset: 40, length: 5 };

  it("leaves to VS Code what the schema says", () => {
    assert.deepEqual(markedFindings([schema, place]), [place]);
  });

  it("offers a fix where the cursor touches its finding", () => {
    for (const offset of [10, 12, 15]) {
      assert.deepEqual(fixesAt([schema, place], { offset, length: 0 }), [schema]);
    }
    assert.deepEqual(fixesAt([schema, place], { offset: 16, length: 0 }), []);
    assert.deepEqual(fixesAt([schema, place], { offset: 0, length: 100 }), [schema]);
  });
});
