import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import * as library from "../../src/index.js";

const root = new URL("../../", import.meta.url);
const text = readFileSync(new URL("docs/method.md", root), "utf8");

/** The rows of the table under a heading, as cells. */
function rowsUnder(heading: string): string[][] {
  const section = text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`));
  assert.ok(section, heading);
  const lines = section.split("\n").filter((line) => line.startsWith("|"));
  // A bar inside a cell is written \|.
  return lines.slice(2).map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()));
}

const callbacks = Object.entries(library).flatMap(([name, value]) => {
  const isClass = typeof value === "function" && /^class /.test(String(value));
  const moments = isClass ? momentsOf(value.prototype as object) : [];
  return moments.length > 0 ? [name] : [];
});

function momentsOf(prototype: object | null): string[] {
  if (prototype === null) return [];
  const own = Object.getOwnPropertyNames(prototype).filter((name) => /^on[A-Z]/.test(name));
  return [...own, ...momentsOf(Object.getPrototypeOf(prototype) as object | null)];
}

const tables: Readonly<Record<string, readonly string[]>> = {
  Layers: library.layerKinds,
  Losses: library.lossNames,
  Metrics: library.metricNames,
  Optimizers: library.optimizerNames,
  Schedules: library.scheduleNames,
  "Callbacks of `fit`": callbacks,
  Relaxations: library.relaxationKinds,
  Architectures: library.architectureNames,
};

describe("docs/method.md", () => {
  for (const [heading, words] of Object.entries(tables)) {
    it(`has each word of ${heading} once, with a test that exists`, () => {
      const rows = rowsUnder(heading);
      assert.ok(words.length > 0);
      assert.deepEqual(
        rows.map(([, word]) => word).sort(),
        words.map((word) => `\`${word}\``).sort(),
      );
      for (const row of rows) {
        const tests = [...(row.at(-2) ?? "").matchAll(/`([^`]+)`/g)].map(([, file]) => file!);
        assert.ok(tests.length > 0, `${row[1] ?? ""} names no test`);
        for (const file of tests) assert.ok(existsSync(new URL(file, root)), file);
      }
    });
  }
});
