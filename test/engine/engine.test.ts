import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { EngineName, LoadedPrograms } from "../../src/engine/engine.js";
import { EngineClosedError } from "../../src/engine/engine.js";
import { createEngine } from "../../src/engine/index.js";
import type { EngineOptions } from "../../src/engine/index.js";
import { ShapeError } from "../../src/gloro/errors.js";
import type { HostTensor, HostTensors, Program, Tensors } from "../../src/gloro/program.js";
import { assertSameTensors } from "./assertSame.js";
import { installedEngines } from "./installedEngines.js";
import { f32, floats } from "./seededTensors.js";

const of = (tensors: Tensors, name: string): Tensor => tensors[name]!;

/** Adds `by` to `total`, and gives the total before and after. */
const count: Program = {
  name: "count",
  state: { total: f32(2) },
  inputs: { by: f32(2) },
  body: (state, inputs) => {
    const total = tf.add(of(state, "total"), of(inputs, "by"));
    return {
      state: { total },
      outputs: { total, before: of(state, "total"), by: of(inputs, "by") },
    };
  },
};

/** Shares `total` with `count`, and leaves it alone. */
const double: Program = {
  name: "double",
  state: { total: f32(2) },
  inputs: {},
  body: (state) => ({ state: {}, outputs: { twice: tf.mul(of(state, "total"), 2) } }),
};

const start = (): HostTensors => ({ total: floats([2], [1, 10]), spare: floats([3], [7, 8, 9]) });
const by = (first: number, second: number): HostTensors => ({ by: floats([2], [first, second]) });
const zero = (): HostTensor => floats([], [0]);
const values = (tensors: HostTensors, name: string): number[] => Array.from(tensors[name]!.data);

interface Setup {
  readonly title: string;
  readonly name: EngineName;
  readonly options: EngineOptions;
}

const setups: readonly Setup[] = [
  ...installedEngines.map((name) => ({ title: name, name, options: { threads: 1 } })),
  { title: "onnx-cpu, two calls at once", name: "onnx-cpu", options: { callsAtOnce: 2 } },
];

for (const { title, name, options } of setups)
  describe(`the engine ${title}`, () => {
    let loaded: LoadedPrograms;
    beforeEach(async () => {
      loaded = await (await createEngine(name, options)).load([count, double], start());
    });
    afterEach(() => loaded.dispose());

    it("is the engine of that name", async () => {
      assert.equal((await createEngine(name)).name, name);
    });

    it("runs programs on one state, in call order", async () => {
      const calls = [
        loaded.run("count", by(1, 1)),
        loaded.run("double", {}),
        loaded.run("count", by(2, 2)),
        loaded.writeState({ total: floats([2], [100, 100]) }),
        loaded.run("count", by(3, 3)),
        loaded.readState(["total"]),
      ] as const;
      const [first, twice, second, , third, state] = await Promise.all(calls);
      assert.deepEqual(values(first, "total"), [2, 11]);
      assert.deepEqual(values(twice, "twice"), [4, 22]);
      assert.deepEqual(values(second, "before"), [2, 11]);
      assert.deepEqual(values(second, "total"), [4, 13]);
      assert.deepEqual(values(third, "total"), [103, 103]);
      assert.deepEqual(values(state, "total"), [103, 103]);
    });

    it("runs programs added later on the same state, with what they bring", async () => {
      const scale: Program = {
        name: "scale",
        state: { total: f32(2), factor: f32(2) },
        inputs: {},
        body: (state) => {
          const total = tf.mul(of(state, "total"), of(state, "factor"));
          return { state: { total }, outputs: {} };
        },
      };
      await loaded.run("count", by(1, 1));
      const factor = floats([2], [3, 4]);
      await loaded.add([scale], { factor, total: floats([2], [-1, -1]) });
      factor.data.fill(-1);
      await loaded.run("scale", {});
      assert.deepEqual(values(await loaded.readState(), "total"), [6, 44], "total was kept");
      assert.deepEqual(values(await loaded.readState(), "factor"), [3, 4]);
      assert.deepEqual(values(await loaded.run("count", by(1, 1)), "total"), [7, 45]);
    });

    it("adds nothing where it cannot add all", async () => {
      const other: Program = { ...double, name: "other" };
      await assert.rejects(loaded.add([other, count]), /"count" was loaded already/);
      await assert.rejects(
        loaded.add([other], { new: zero(), total: floats([1], [0]) }),
        ShapeError,
      );
      await assert.rejects(loaded.run("other", {}), /"other" was loaded/);
      await assert.rejects(loaded.readState(["new"]), /"new"/);
    });

    it("removes programs, and leaves the state and the others", async () => {
      await loaded.remove(["count"]);
      await assert.rejects(loaded.run("count", by(1, 1)), /"count" was loaded/);
      assert.deepEqual(values(await loaded.run("double", {}), "twice"), [2, 20]);
      await loaded.add([count]);
      assert.deepEqual(values(await loaded.run("count", by(1, 1)), "total"), [2, 11]);
    });

    it("keeps the state where the outputs are not accepted", async () => {
      const refused = await loaded.run("count", by(1, 1), (outputs) => "missing" in outputs);
      assert.deepEqual(values(refused, "total"), [2, 11]);
      assert.deepEqual(values(await loaded.readState(), "total"), [1, 10]);
      await loaded.run("count", by(1, 1), (outputs) => values(outputs, "total")[0] === 2);
      assert.deepEqual(values(await loaded.readState(), "total"), [2, 11]);
    });

    it("reads back what was written, whole or by name", async () => {
      assertSameTensors(await loaded.readState(), start(), "as loaded", 0);
      await loaded.writeState({ spare: floats([3], [1, 2, 3]) });
      const written = { ...start(), spare: floats([3], [1, 2, 3]) };
      assertSameTensors(await loaded.readState(), written, "written", 0);
      assertSameTensors(await loaded.readState(["spare"]), { spare: written.spare }, "by name", 0);
    });

    it("keeps programs loaded apart apart", async () => {
      const other = await (await createEngine(name, options)).load([count], start());
      await other.run("count", by(5, 5));
      assert.deepEqual(values(await loaded.readState(), "total"), [1, 10]);
      await other.dispose();
      assert.deepEqual(values(await loaded.run("count", by(1, 1)), "total"), [2, 11]);
    });

    it("shares no memory with its caller", async () => {
      const state = start();
      const own = await (await createEngine(name, options)).load([count], state);
      try {
        state["total"]!.data.fill(-1);
        const inputs = by(1, 1);
        const outputs = await own.run("count", inputs);
        assert.deepEqual(values(inputs, "by"), [1, 1], "inputs are left alone");
        assert.deepEqual(values(outputs, "before"), [1, 10], "the state given to load is copied");
        for (const { data } of Object.values(outputs)) data.fill(-1);
        assert.deepEqual(values(inputs, "by"), [1, 1], "an input returned is a copy");
        const read = await own.readState();
        assert.deepEqual(values(read, "total"), [2, 11], "outputs are copies");
        read["total"]!.data.fill(-1);
        const written = floats([2], [5, 6]);
        assert.deepEqual(values(await own.readState(), "total"), [2, 11], "readState gives copies");
        await own.writeState({ total: written });
        written.data.fill(-1);
        assert.deepEqual(values(await own.readState(), "total"), [5, 6], "writeState takes copies");
      } finally {
        await own.dispose();
      }
    });

    it("refuses entries that the state does not have, and other shapes and types", async () => {
      const refused: Readonly<Record<string, HostTensors>> = {
        "an unknown name": { missing: floats([2], [0, 0]) },
        "another length": { total: floats([3], [0, 0, 0]) },
        "another rank": { total: floats([2, 1], [0, 0]) },
        "another type": { total: { shape: [2], dtype: "int32", data: Int32Array.of(0, 0) } },
      };
      for (const [what, state] of Object.entries(refused))
        await assert.rejects(loaded.writeState(state), ShapeError, what);
      await assert.rejects(loaded.readState(["missing"]), /"missing"/);
      assertSameTensors(await loaded.readState(), start(), "nothing was written", 0);
    });

    it("names an input that is missing or misshapen", async () => {
      await assert.rejects(loaded.run("count", {}), { name: "ShapeError", message: /"by"/ });
      const misshapen = { by: floats([1], [1]) };
      await assert.rejects(loaded.run("count", misshapen), { name: "ShapeError", message: /"by"/ });
    });

    it("names the programs there are when asked for another", async () => {
      await assert.rejects(loaded.run("missing", {}), /"missing" was loaded.*count, double/);
    });

    it("goes on after a call that failed", async () => {
      const failed = loaded.run("missing", {});
      const next = loaded.run("count", by(1, 1));
      await assert.rejects(failed);
      assert.deepEqual(values(await next, "total"), [2, 11]);
    });

    it("is closed after dispose, which may be called twice", async () => {
      await loaded.dispose();
      await loaded.dispose();
      await assert.rejects(loaded.run("count", by(1, 1)), EngineClosedError);
      await assert.rejects(loaded.readState(), EngineClosedError);
      await assert.rejects(loaded.writeState(start()), EngineClosedError);
      await assert.rejects(loaded.add([]), EngineClosedError);
      await assert.rejects(loaded.remove([]), EngineClosedError);
    });

    it("settles every call that dispose overtakes", async () => {
      const calls = [loaded.run("count", by(1, 1)), loaded.run("count", by(1, 1))];
      await loaded.dispose();
      for (const result of await Promise.allSettled(calls))
        assert.ok(
          result.status === "fulfilled" || result.reason instanceof EngineClosedError,
          JSON.stringify(result),
        );
    });

    it("leaves TF.js's tensors as it found them", async () => {
      const before = tf.memory().numTensors;
      await loaded.run("count", by(1, 1));
      await loaded.readState();
      await assert.rejects(loaded.run("count", {}));
      assert.equal(tf.memory().numTensors, before);
    });
  });
