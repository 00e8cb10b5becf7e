import assert from "node:assert/strict";
import type { EngineName } from "../../../src/engine/engine.js";
import { chooseEngine } from "../../../src/trainer/engineChoice/chooseEngine.js";
import type { ChoiceParts } from "../../../src/trainer/engineChoice/chooseEngine.js";

describe("chooseEngine", () => {
  /** What was measured, and for how long at most. */
  let measured: [engine: string, patienceMs: number][];

  beforeEach(() => {
    measured = [];
  });

  /** Engines whose steps take what `times` says; a text is why one fails. */
  function choose(
    times: Partial<Record<EngineName, number | string>>,
    parts?: Partial<ChoiceParts>,
  ) {
    const { "onnx-cpu": own, ...others } = times;
    return chooseEngine({
      own: "onnx-cpu",
      others: Object.keys(others) as EngineName[],
      steps: 100_000,
      remembered: undefined,
      measureOwn: () => {
        measured.push(["onnx-cpu", Infinity]);
        return Promise.resolve(Number(own));
      },
      hasRoom: () => true,
      measure: (engine, patienceMs) => {
        measured.push([engine, patienceMs]);
        const found = times[engine];
        return typeof found === "number"
          ? Promise.resolve(found)
          : Promise.reject(new Error(found));
      },
      isStopped: () => false,
      ...parts,
    });
  }

  it("takes the fastest, and keeps what each took", async () => {
    assert.deepEqual(await choose({ "onnx-cpu": 14.5, tensorflow: 12.1, "onnx-webgpu": 13 }), {
      name: "tensorflow",
      reason: "fastest",
      measured: [
        { engine: "onnx-cpu", msPerStep: 14.5 },
        { engine: "tensorflow", msPerStep: 12.1 },
        { engine: "onnx-webgpu", msPerStep: 13 },
      ],
    });
  });

  it("stays with its own where another is as fast", async () => {
    assert.equal((await choose({ "onnx-cpu": 12, tensorflow: 12 }))?.name, "onnx-cpu");
  });

  it("leaves out one that fails, and says why", async () => {
    const choice = await choose({
      "onnx-cpu": 14.5,
      tensorflow: "its process ended with SIGSEGV.",
    });
    assert.equal(choice?.name, "onnx-cpu");
    assert.deepEqual(choice.measured?.[1], {
      engine: "tensorflow",
      why: "its process ended with SIGSEGV.",
    });
  });

  it("measures no other for a run of less than two minutes", async () => {
    const times = { "onnx-cpu": 10, tensorflow: 1 };
    assert.equal((await choose(times, { steps: 11_999 }))?.reason, "shortRun");
    assert.deepEqual(measured, [["onnx-cpu", Infinity]]);
    assert.equal((await choose(times, { steps: 12_000 }))?.name, "tensorflow");
  });

  it("measures each for a tenth of the run, and a minute at most", async () => {
    await choose({ "onnx-cpu": 10, tensorflow: 1 }, { steps: 20_000 });
    await choose({ "onnx-cpu": 10, tensorflow: 1 }, { steps: 1e6 });
    assert.deepEqual(
      measured.filter(([engine]) => engine === "tensorflow"),
      [
        ["tensorflow", 20_000],
        ["tensorflow", 60_000],
      ],
    );
  });

  it("measures nothing where there is no choice, or it was measured before", async () => {
    assert.deepEqual(await choose({ "onnx-cpu": 10 }), { name: "onnx-cpu", reason: "onlyOne" });
    const remembered = [
      { engine: "onnx-cpu", msPerStep: 10 },
      { engine: "tensorflow", msPerStep: 7 },
    ];
    const choice = await choose({ "onnx-cpu": 10, tensorflow: 70 }, { remembered });
    assert.deepEqual(choice, { name: "tensorflow", reason: "remembered", measured: remembered });
    assert.deepEqual(measured, []);
  });

  it("tries no other where the memory has no room for it", async () => {
    const choice = await choose({ "onnx-cpu": 10, tensorflow: 1 }, { hasRoom: () => false });
    assert.equal(choice?.reason, "noRoom");
    assert.equal(choice.name, "onnx-cpu");
    assert.equal(measured.length, 1);
  });

  it("chooses nothing once the run is stopped", async () => {
    const stopsIn = (looks: number) => () => looks-- <= 0;
    const times = { "onnx-cpu": 10, tensorflow: 1 };
    assert.equal(await choose(times, { isStopped: stopsIn(0) }), undefined);
    assert.equal(measured.length, 1);
    assert.equal(await choose(times, { isStopped: stopsIn(1) }), undefined);
  });
});
