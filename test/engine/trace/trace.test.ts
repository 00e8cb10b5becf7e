import assert from "node:assert/strict";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-layers";
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { print } from "../../../src/engine/graph/print.js";
import { NoLoweringError } from "../../../src/engine/noLoweringError.js";
import { trace } from "../../../src/engine/trace/trace.js";
import { parseLoss } from "../../../src/gloro/losses/index.js";
import { parseOptimizer } from "../../../src/gloro/optimizers/index.js";
import type { Program, Tensors } from "../../../src/gloro/program.js";
import {
  convergeIterates,
  evaluationStep,
  trainingStep,
} from "../../../src/gloro/programs/index.js";
import { exampleNetworks } from "../exampleNetworks.js";
import { f32 } from "../seededTensors.js";

/** A program on the state `w` and the input `x`, both `[2]`. */
function program(body: (w: Tensor, x: Tensor) => { w?: Tensor; y?: Tensor }): Program {
  return {
    name: "p",
    state: { w: f32(2) },
    inputs: { x: f32(2) },
    body: ({ w }, { x }) => {
      const { w: next, y } = body(w!, x!);
      const named = (name: string, tensor: Tensor | undefined): Tensors =>
        tensor ? { [name]: tensor } : {};
      return { state: named("w", next), outputs: named("y", y) };
    },
  };
}

const refused: Readonly<Record<string, readonly [Program, RegExp]>> = {
  "reading a tensor's values": [
    program((_, x) => ({ y: tf.scalar(x.dataSync()[0]!) })),
    /read a tensor's values while it was being recorded/,
  ],
  "a branch on a tensor's values": [
    program((_, x) => ({ y: x.arraySync() ? x : tf.neg(x) })),
    /read a tensor's values/,
  ],
  "a tensor of strings": [program(() => ({ y: tf.tensor(["a"]) })), /not string/],
  "a state entry of another shape": [
    program((w) => ({ w: tf.reshape(w, [1, 2]) })),
    /p replaces "w" by f32\[1,2\], but the state holds f32\[2\]/,
  ],
  "a state entry of another type": [
    program((w) => ({ w: tf.cast(w, "int32") })),
    /p replaces "w" by i32\[2\], but the state holds f32\[2\]/,
  ],
  "a state entry that there is not": [
    { ...program(() => ({})), body: (_, { x }) => ({ state: { other: x! }, outputs: {} }) },
    /p replaces "other" by f32\[2\], but the state holds no such entry/,
  ],
  "a program traced inside of another": [
    program((_, x) => {
      trace(program((w) => ({ w })));
      return { y: x };
    }),
    /already being recorded/,
  ],
};

describe("trace", () => {
  beforeEach(() => tf.setBackend("cpu"));

  it("records what a program does, its gradient too", () => {
    const graph = trace(
      program((w, x) => {
        const gradient = tf.grad((w: Tensor) => tf.sum(tf.mul(tf.square(w), x)))(w);
        return { w: tf.sub(w, gradient), y: tf.sum(x) };
      }),
    );
    assert.deepEqual([...graph.outputs.keys()].sort(), ["state:w", "y"]);
    assert.equal(
      print({ ...graph, outputs: new Map([["y", graph.outputs.get("y")!]]) }),
      [
        "p(%state:w:f32[2], %x:f32[2])",
        '  %0:f32[] = sum %x {"axes":[0],"keepDims":false}',
        "  return y=%0",
      ].join("\n"),
    );
  });

  it("gives the same graph each time", () => {
    const network = exampleNetworks["adjacent"]!;
    const loss = parseLoss("trades_kl");
    const optimizer = parseOptimizer("adam");
    for (const make of [
      () => trainingStep({ network, loss, optimizer, batchSize: 4 }),
      () => evaluationStep({ network, loss, batchSize: 4 }),
      () => convergeIterates({ network }),
    ]) {
      const again = make();
      assert.equal(print(trace(make())), print(trace(again)), again.name);
      assert.equal(print(trace(again)), print(trace(again)), again.name);
    }
  });

  it("names a kernel without lowering, and where it was called", () => {
    const cumulative = program((_, x) => ({ y: tf.cumsum(x) }));
    assert.throws(
      () => trace(cumulative),
      (error) => {
        assert.ok(error instanceof NoLoweringError, String(error));
        assert.equal(error.kernel, "Cumsum");
        assert.match(
          error.message,
          /"Cumsum" has no lowering; it was called in p, .*trace\.test\.ts/,
        );
        return true;
      },
    );
  });

  for (const [what, [made, message]] of Object.entries(refused))
    it(`refuses ${what}`, () => {
      assert.throws(() => trace(made), message);
    });

  it("refuses a tensor from outside", () => {
    const outside = tf.tensor([1, 2]);
    try {
      assert.throws(
        () => trace(program((_, x) => ({ y: tf.add(x, outside) }))),
        /A tensor from outside was used in a program: pass it as an input/,
      );
    } finally {
      outside.dispose();
    }
  });

  it("refuses a tensor kept from another program", () => {
    let kept: Tensor | undefined;
    trace(
      program((_, x) => {
        kept = tf.keep(tf.neg(x));
        return { y: tf.abs(x) };
      }),
    );
    assert.throws(() => trace(program((_, x) => ({ y: tf.add(x, kept!) }))), /from outside/);
    kept?.dispose();
  });

  it("passes on the program's own errors", () => {
    const failing = program(() => {
      throw new RangeError("of its own");
    });
    assert.throws(() => trace(failing), RangeError);
  });

  it("restores TF.js's backend and leaves no tensor, also on a throw", () => {
    const before = tf.memory().numTensors;
    trace(program((w, x) => ({ w: tf.add(w, 1), y: tf.keep(tf.mul(x, 2)) })));
    assert.deepEqual([tf.getBackend(), tf.memory().numTensors], ["cpu", before]);
    for (const [what, [made, message]] of Object.entries(refused)) {
      assert.throws(() => trace(made), message);
      assert.deepEqual([tf.getBackend(), tf.memory().numTensors], ["cpu", before], what);
    }
  });
});
