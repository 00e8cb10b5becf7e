import assert from "node:assert/strict";
import { configSchema } from "../../src/runs/config.js";
import { loadConfig, parseConfig } from "../../src/runs/parseConfig.js";
import { recipeFile, recipeNames } from "../../src/runs/recipes.js";
import { shortConfig } from "../../src/runs/shortConfig.js";

describe("shortConfig", () => {
  it("leaves out what the defaults say", () => {
    const short = {
      data: "/images",
      architecture: "cnn_2C2F",
      epsilon: 0.3,
      loss: "crossentropy",
      epochs: 5,
    };
    assert.deepEqual(shortConfig(configSchema.parse(short)), short);
  });

  it("means the same config for each recipe", () => {
    for (const recipe of recipeNames()) {
      const { config } = loadConfig(recipeFile(recipe));
      const text = JSON.stringify(shortConfig(config));
      assert.deepEqual(parseConfig(text, recipeFile(recipe)).config, config, recipe);
    }
  });
});
