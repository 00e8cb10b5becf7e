import assert from "node:assert/strict";
import { activated } from "./extension.js";

describe("the extension", () => {
  it("activates", async () => {
    const extension = await activated();
    assert.equal(extension.isActive, true);
  });
});
