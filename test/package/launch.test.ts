import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "jsonc-parser";

interface Launch {
  readonly configurations: readonly {
    readonly name: string;
    readonly type: string;
    readonly preLaunchTask?: string;
  }[];
}

interface Task {
  readonly label: string;
  readonly script?: string;
  readonly dependsOn?: string;
}

function read(file: string): unknown {
  return parse(readFileSync(new URL(`../../${file}`, import.meta.url), "utf8"));
}

describe("F5 in a fresh clone", () => {
  const { configurations } = read(".vscode/launch.json") as Launch;
  const { tasks } = read(".vscode/tasks.json") as { tasks: readonly Task[] };
  const { scripts } = read("package.json") as { scripts: Readonly<Record<string, string>> };

  const task = (label: string): Task => {
    const found = tasks.find((candidate) => candidate.label === label);
    assert.ok(found, `no task "${label}"`);
    return found;
  };

  for (const { name, preLaunchTask } of configurations.filter(
    ({ type }) => type === "extensionHost",
  )) {
    it(`installs and builds what "${name}" runs`, () => {
      const before: Task[] = [];
      for (let label = preLaunchTask; label !== undefined; label = before.at(-1)?.dependsOn) {
        before.push(task(label));
      }
      assert.deepEqual(before.map(({ label }) => label).slice(-2), ["build", "install"]);
      for (const { script } of before) assert.ok(script === undefined || script in scripts, script);
    });
  }
});
