import assert from "node:assert/strict";
import { configSchema } from "../../../src/runs/config.js";
import { configFindings } from "../../../src/runs/configFindings.js";
import { describeEnvironment } from "../../../src/runs/environment.js";
import { parseConfig } from "../../../src/runs/parseConfig.js";
import { createRun, listRuns } from "../../../src/runs/runFolder.js";
import { writeState } from "../../../src/runs/runState.js";
import type { RunStatus } from "../../../src/runs/state.js";
import { planSweep } from "../../../src/runs/sweep/sweepPlan.js";
import type { SweptConfig } from "../../../src/runs/sweep/sweepConfigs.js";
import { problemsOf, withLines } from "../exampleConfig.js";
import { temporaryFolder } from "../temporaryFolder.js";

/** The example config with a sweep on its line 6, and other lines replaced. */
const swept = (sweep: string, lines: Record<number, string> = {}) =>
  withLines({ 6: `"epochs": 12, "sweep": ${sweep},`, ...lines });

function configsOf(text: string): readonly SweptConfig[] {
  const { swept: configs } = parseConfig(text, "/here/c.gloro.json");
  assert.ok(configs);
  return configs;
}

const grid = '{ "grid": { "epsilon": [0.1, "36/255"], "loss.lambda": [1, 2] } }';
const trades = { 5: '  "loss": "sparse_trades_kl",' };

describe("the sweep of a config", () => {
  it("gives each run its own values, and what follows from them", () => {
    const configs = configsOf(swept(grid, trades));
    assert.deepEqual(
      configs.map(({ epsilon, trainingEpsilon, evaluation, loss }) => [
        ...[epsilon, trainingEpsilon, evaluation.radii[0]],
        (loss as { lambda: number }).lambda,
      ]),
      [0.1, 36 / 255].flatMap((epsilon) =>
        [1, 2].map((lambda) => [epsilon, epsilon, epsilon, lambda]),
      ),
    );
    const [first] = configs;
    assert.match(first?.sweep.id ?? "", /^mnist-2c2f-[0-9a-f]{8}$/);
    assert.deepEqual(configs[2]?.sweep.values, { epsilon: 36 / 255, "loss.lambda": 1 });
    assert.deepEqual(configSchema.parse(JSON.parse(JSON.stringify(first))), first);
    const { config } = parseConfig(swept(grid, trades), "/here/c.gloro.json");
    assert.deepEqual([config.epsilon, config.sweep], [0.3, undefined]);
  });

  it("is one family with more values, and another with other settings", () => {
    const idOf = (text: string) => configsOf(text)[0]?.sweep.id;
    const id = idOf(swept('{ "grid": { "epsilon": [0.1] } }'));
    const more = '{ "random": { "epsilon": { "from": 0.1, "to": 1, "scale": "log" } }, "runs": 2 }';
    assert.equal(idOf(swept(more)), id);
    assert.deepEqual(configsOf(swept(more))[0]?.sweep.logScale, ["epsilon"]);
    const other = { 5: '  "loss": "emma",' };
    assert.notEqual(idOf(swept('{ "grid": { "epsilon": [0.1] } }', other)), id);
    assert.notEqual(idOf(swept('{ "grid": { "seed": [1] } }')), id);
  });

  it("has what is drawn twice once", () => {
    const text = swept('{ "random": { "epsilon": [0.1, 0.2] }, "runs": 50 }');
    assert.equal(configsOf(text).length, 2);
  });

  const refused: [what: string, sweep: string, message: string][] = [
    [
      "a value",
      '{ "grid": { "epsilon": [0.1, -0.3] } }',
      "mnist.gloro.json:6: in the sweep, with epsilon = -0.3: epsilon must be a positive number or a fraction such as 36/255, got -0.3.",
    ],
    [
      "a word",
      '{ "grid": { "loss": ["emma", "ema"] } }',
      'mnist.gloro.json:6: in the sweep, with loss = "ema": loss: unknown loss "ema"; did you mean "emma"?',
    ],
    [
      "a path",
      '{ "grid": { "epsilonn": [0.1, 0.2] } }',
      'mnist.gloro.json:6: in the sweep: unknown key "epsilonn"; did you mean "epsilon"?',
    ],
    [
      "what a range gives",
      '{ "random": { "batchSize": { "from": 0.2, "to": 0.4 } }, "runs": 1 }',
      "mnist.gloro.json:6: in the sweep, with batchSize = ",
    ],
    [
      "values that do not go together",
      '{ "grid": { "epochs": [1, 12] } }, "epsilonSchedule": "[0.1]-[2:1]-[1]"',
      "mnist.gloro.json:6: in the sweep, with epochs = 1: epsilonSchedule: ",
    ],
    [
      "a path within another",
      '{ "grid": { "loss": ["emma"], "loss.lambda": [1] } }',
      "mnist.gloro.json:6: in the sweep: loss.lambda lies within loss.",
    ],
    [
      "the run's name",
      '{ "grid": { "name": ["a", "b"] } }',
      "mnist.gloro.json:6: in the sweep: name is the same in all of its runs.",
    ],
    [
      "more runs than can be trained",
      '{ "random": { "epsilon": { "from": 0.1, "to": 0.4 } }, "runs": 1001 }',
      "mnist.gloro.json:6: sweep makes 1001 runs; at most 1000 are trained.",
    ],
    [
      "a range that is none",
      '{ "random": { "epsilon": { "from": 0, "to": 0.4, "scale": "log" } }, "runs": 1 }',
      "mnist.gloro.json:6: sweep.random.epsilon must be a range whose from is less than its to",
    ],
    [
      "a form that is neither",
      '{ "grids": { "epsilon": [1] } }',
      "mnist.gloro.json:6: sweep.grid is missing; it must be an object with a path of the config a key.",
    ],
  ];
  for (const [what, sweep, message] of refused) {
    it(`refuses ${what}`, () => {
      const found = problemsOf(swept(sweep, trades));
      assert.ok(found.startsWith(message), found);
      assert.equal(
        found.split("\n").filter((line) => line.includes("in the sweep")).length <= 1,
        true,
      );
    });
  }

  it("shows an editor the value that is wrong, or the path", async () => {
    const text = swept('{ "grid": { "loss": ["emma", "ema"], "epsilonn": [1] } }');
    const found = await configFindings(text, "/here/c.gloro.json");
    assert.deepEqual(
      found
        .map(({ offset, length, fix }) => [text.slice(offset, offset + length), fix?.text])
        .slice(0, 2),
      [
        ["[1]", undefined],
        ['"ema"', "emma"],
      ],
    );
  });
});

describe("planSweep", () => {
  it("has only what is missing or unfinished to be trained", () => {
    const parent = temporaryFolder();
    const configs = configsOf(swept('{ "grid": { "epsilon": [1, 2, 3, 4] } }'));
    const environment = describeEnvironment({ engine: "eager", versions: {} });
    const statuses: (RunStatus | undefined)[] = ["finished", "stopped", undefined, "failed"];
    for (const [index, status] of statuses.entries()) {
      if (!status) continue;
      const { folder, state } = createRun(parent, configs[index]!, environment);
      writeState(folder, { ...state, status });
    }
    // The same values in another family, and in none.
    const { sweep, ...alone } = configs[2]!;
    createRun(parent, alone, environment);
    createRun(parent, { ...alone, sweep: { ...sweep, id: "other" } }, environment);
    // A second run of values that are trained to the end.
    createRun(parent, configs[0]!, environment);
    const plan = planSweep(configs, listRuns(parent));
    assert.deepEqual(
      plan.map(({ standing }) => standing),
      ["finished", "unfinished", "missing", "unfinished"],
    );
    assert.match(plan[1]?.run?.id ?? "", /-mnist-2c2f-epsilon-2-\w{4}$/);
  });
});
