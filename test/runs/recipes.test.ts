import assert from "node:assert/strict";
import { loadConfig } from "../../src/runs/parseConfig.js";
import { recipeFile, recipeNames, recipeSummary } from "../../src/runs/recipes.js";

describe("recipes", () => {
  it("are configs, each with a sentence that says what it is for", () => {
    assert.ok(recipeNames().includes("mnist-quick"));
    for (const recipe of recipeNames()) {
      loadConfig(recipeFile(recipe));
      assert.match(recipeSummary(recipe), /^[A-Z].{20,}\.$/, recipe);
    }
  });

  it("are refused by name where there is none", () => {
    assert.throws(() => recipeFile("../x"), /^UnknownWordError: Unknown recipe "\.\.\/x"/);
  });
});
