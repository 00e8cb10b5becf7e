import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { parse } from "jsonc-parser";
import { z } from "zod";
import { configJsonSchema } from "../../src/runs/configJsonSchema.js";

const recipes = new URL("../../media/recipes/", import.meta.url).pathname;
const page = readFileSync(new URL("../../docs/configuration.md", import.meta.url), "utf8");

const keySchema = z.looseObject({
  description: z.string().min(1),
  default: z.unknown().optional(),
});
const schema = z
  .looseObject({
    properties: z.record(z.string(), keySchema),
    required: z.array(z.string()),
    additionalProperties: z.literal(false),
  })
  .parse(configJsonSchema());

describe("configJsonSchema", () => {
  it("describes each key, and gives its default unless it is required", () => {
    assert.deepEqual(schema.required.sort(), ["architecture", "data", "epochs", "epsilon", "loss"]);
    assert.equal(schema.properties["batchSize"]?.default, 256);
    assert.equal(schema.properties["optimizer"]?.default, "adam");
    assert.equal(schema.properties["epsilonSchedule"]?.default, "fixed");
  });

  it("knows each key of each recipe", () => {
    for (const recipe of readdirSync(recipes)) {
      const config = z
        .record(z.string(), z.unknown())
        .parse(parse(readFileSync(recipes + recipe, "utf8")));
      for (const key of Object.keys(config))
        assert.ok(key in schema.properties, `${recipe}: ${key}`);
    }
  });

  it("has no key that docs/configuration.md leaves out", () => {
    for (const key of Object.keys(schema.properties)) assert.ok(page.includes(`\`${key}\``), key);
  });
});
