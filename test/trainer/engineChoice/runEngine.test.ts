import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadCheckpoint } from "../../../src/runs/checkpoint.js";
import { openRun } from "../../../src/runs/runFolder.js";
import type { Run } from "../../../src/runs/runFolder.js";
import { runPaths } from "../../../src/runs/runPaths.js";
import { prepareRunEngine } from "../../../src/trainer/engineChoice/runEngine.js";
import type { RunEngine } from "../../../src/trainer/engineChoice/runEngine.js";
import type { FromTrainer } from "../../../src/trainer/protocol.js";
import { StopSignal } from "../../../src/trainer/stopSignal.js";
import { train } from "../../../src/trainer/train.js";
import { metricsWithoutTiming } from "../metricsWithoutTiming.js";
import { temporaryFolder } from "../temporaryFolder.js";
import { createTinyRun } from "../tinyRun.js";

describe("the engine of a run", () => {
  const folder = temporaryFolder();
  const changed = ["XDG_CACHE_HOME", "LOCALAPPDATA", "GLORO_ENGINES"] as const;
  const before = changed.map((name) => process.env[name]);

  // An installation that says it is whole, and is not: it may be chosen, and cannot be loaded.
  beforeEach(() => {
    process.env["XDG_CACHE_HOME"] = process.env["LOCALAPPDATA"] = join(folder.path, "cache");
    process.env["GLORO_ENGINES"] = join(folder.path, "engines");
    mkdirSync(join(folder.path, "engines", "tensorflow"), { recursive: true });
    const record = { version: "2.21.0", cuda: false, source: "a test" };
    const file = join(folder.path, "engines", "tensorflow", "installed.json");
    writeFileSync(file, JSON.stringify(record));
  });

  afterEach(() => {
    changed.forEach((name, index) => {
      if (before[index] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = before[index];
    });
  });

  async function trainHere(
    { folder }: Run,
    prepare: { steps?: number; then?: (ready: RunEngine) => void } = {},
  ): Promise<FromTrainer[]> {
    const messages: FromTrainer[] = [];
    await train({
      folder,
      stop: new StopSignal(),
      report: (message) => messages.push(message),
      prepareEngine: async (options) => {
        const ready = await prepareRunEngine({ ...options, steps: prepare.steps ?? options.steps });
        prepare.then?.(ready);
        return ready;
      },
    });
    return messages;
  }

  it("is measured without changing the run: its metrics and weights are those without measuring", async () => {
    const named = createTinyRun(folder.path, { engine: "onnx-cpu" });
    await trainHere(named);
    const chosen = createTinyRun(folder.path, { engine: "auto" });
    await trainHere(chosen);
    const { state } = openRun(chosen.folder);
    assert.equal(state.engine?.reason, "shortRun");
    assert.ok((state.engine.measured?.[0]?.msPerStep ?? 0) > 0);
    assert.deepEqual(openRun(named.folder).state.engine, { name: "onnx-cpu" });
    assert.deepEqual(metricsWithoutTiming(chosen.folder), metricsWithoutTiming(named.folder));
    assert.deepEqual(
      loadCheckpoint(chosen.folder, "last").tensors,
      loadCheckpoint(named.folder, "last").tensors,
    );
  });

  it("is measured for a long run, told in its log and to its parent, and remembered", async () => {
    const run = createTinyRun(folder.path, { engine: "auto", epochs: 1 });
    const messages = await trainHere(run, { steps: 1e9 });
    assert.ok(
      messages.some(
        (each) => each.type === "activity" && each.activity === "measuring the engines",
      ),
    );
    const started = messages.find((each) => each.type === "started");
    assert.match(
      started?.why ?? "",
      /^auto chose onnx-cpu: [\d.]+ ms a step; tensorflow is out, TensorFlow could not be loaded/,
    );
    assert.ok(readFileSync(runPaths.log(run.folder), "utf8").includes(started?.why ?? "-"));

    const again = createTinyRun(folder.path, { engine: "auto", epochs: 1, seed: 1 });
    await trainHere(again);
    const { engine } = openRun(again.folder).state;
    assert.equal(engine?.reason, "remembered");
    assert.deepEqual(engine.measured, openRun(run.folder).state.engine?.measured);
  });

  it("is another where the one that was fastest cannot be loaded any more", async () => {
    const run = createTinyRun(folder.path, { engine: "auto", epochs: 1 });
    await trainHere(run, { steps: 1e9 });
    const file = join(folder.path, "cache", "gloro", "engine-choices.json");
    const [entry] = JSON.parse(readFileSync(file, "utf8")) as [{ key: string }];
    const measured = [
      { engine: "onnx-cpu", msPerStep: 9 },
      { engine: "tensorflow", msPerStep: 1 },
    ];
    writeFileSync(file, JSON.stringify([{ ...entry, measured }]));
    const again = createTinyRun(folder.path, { engine: "auto", epochs: 1 });
    await trainHere(again);
    const { state } = openRun(again.folder);
    assert.equal(state.status, "finished");
    assert.equal(state.engine?.name, "onnx-cpu");
    // Another test may have loaded a TensorFlow, and a process takes one alone.
    const why = state.engine.measured?.[1]?.why ?? "";
    assert.match(why, /could not be loaded|This process uses TensorFlow/);
    assert.ok(!readFileSync(file, "utf8").includes('"msPerStep":1}'));
  });

  it("stays the same when the run is resumed", async () => {
    const run = createTinyRun(folder.path, { engine: "auto" });
    const engines: string[] = [];
    const then = ({ engine }: RunEngine) => engines.push(engine);
    await trainHere(run, { then });
    const state = JSON.parse(readFileSync(runPaths.state(run.folder), "utf8")) as object;
    const engine = { name: "eager", reason: "fastest", measured: [] };
    writeFileSync(runPaths.state(run.folder), JSON.stringify({ ...state, engine }));
    await trainHere(run, { then });
    assert.deepEqual(engines, ["onnx-cpu", "eager"]);
    assert.deepEqual(openRun(run.folder).state.engine, engine);
  });
});
