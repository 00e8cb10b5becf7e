import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { parse } from "jsonc-parser";
import * as z from "zod";
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

  it("has a sentence for each key at any depth, which an editor shows", () => {
    assert.deepEqual(undescribed(configJsonSchema(), "config"), []);
    assert.deepEqual(undescribed({ properties: { a: { type: "number" } } }, "b"), ["b.a"]);
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

/** The keys without a description; one that has a single value explains itself. */
function undescribed(node: unknown, path: string): string[] {
  if (Array.isArray(node)) return node.flatMap((inner) => undescribed(inner, path));
  if (typeof node !== "object" || node === null) return [];
  const bare = Object.entries("properties" in node ? (node.properties as object) : {})
    .filter(([, value]) => {
      const { description, const: only } = z
        .looseObject({ description: z.string().optional() })
        .parse(value);
      return description === undefined && only === undefined;
    })
    .map(([key]) => `${path}.${key}`);
  return [
    ...bare,
    ...Object.entries(node).flatMap(([key, value]) => undescribed(value, `${path}.${key}`)),
  ];
}
