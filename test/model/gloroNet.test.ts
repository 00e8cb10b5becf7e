import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import type { EngineName } from "../../src/engine/engine.js";
import { GloroError, ShapeError, UnknownWordError } from "../../src/gloro/errors.js";
import { convertTopology } from "../../src/gloro/keras/index.js";
import { GloroNet } from "../../src/model/gloroNet.js";
import { collectGarbage } from "../engine/collectGarbage.js";
import { installedEngines } from "../engine/installedEngines.js";
import { assertClose } from "../gloro/close.js";
import { host } from "../gloro/eager.js";
import { blobNet, blobs } from "./blobs.js";
import { pythonNets, weightsOf } from "./python/read.js";
import type { PythonNet } from "./python/read.js";
import { assertRelative } from "./relative.js";

const values = ({ data }: { data: ArrayLike<number> }): number[] => Array.from(data);

async function rebuilt(python: PythonNet, engine: EngineName): Promise<GloroNet> {
  return GloroNet.create({
    ...convertTopology(python.model),
    weights: weightsOf(python),
    epsilon: python.epsilon,
    engine,
  });
}

describe("GloroNet", () => {
  for (const engine of installedEngines)
    for (const [name, python] of Object.entries(pythonNets()))
      it(`gives what Python gives for ${name}, frozen or not (${engine})`, async () => {
        const net = await rebuilt(python, engine);
        try {
          const classes = net.classes;
          for (const state of ["not frozen", "frozen"]) {
            if (state === "frozen") await net.freeze();
            else await net.refreshIterates({ tolerance: 1e-7 });
            // Several batches, the last one short.
            const options = { batchSize: 4 };
            const close = (
              actual: number[],
              expected: number[],
              tolerance: number,
              what: string,
            ) => {
              assertClose(actual, expected, tolerance, `${what}, ${state}`);
            };
            close(values(await net.f(python.x, options)), python.logits, 1e-5, "logits");
            const output = await net.predict(python.x, options);
            assert.deepEqual(output.shape, [python.x.shape[0], classes + 1]);
            close(values(output), python.output, 1e-3, "[y, ⊥]");
            const both = await net.predictWithCertifiedRadius(python.x, options);
            assert.deepEqual(both.logits.shape, [python.x.shape[0], classes]);
            close(values(both.logits), python.logits, 1e-5, "logits beside radii");
            assertRelative(values(both.radius), python.radius, 1e-3, `radii, ${state}`);
            assert.deepEqual(await net.certifiedRadius(python.x, options), both.radius);
            assertRelative([await net.subLipschitz()], [python.subLipschitz], 1e-4, "L_sub");
            const constant = await net.lipschitzConstant();
            assert.deepEqual(constant.shape, [classes, classes]);
            assertRelative(values(constant), python.lipschitzConstant, 1e-3, "K");
            const layers = Object.values(await net.layerLipschitz());
            const product = layers.reduce((all, sigma) => all * sigma, 1);
            assertRelative([product], [python.subLipschitz], 1e-4, "layers");
          }
        } finally {
          await net.dispose();
        }
      });

  it("settles the iterates by itself once the weights have moved", async () => {
    const python = pythonNets().convolutions;
    const net = await rebuilt(python, "onnx-cpu");
    assertRelative([await net.subLipschitz()], [python.subLipschitz], 1e-2, "at first");
    const kernel = weightsOf(python)["conv2d_1/kernel"]!;
    await net.setWeights({
      "conv2d_1/kernel": host(
        kernel.shape,
        values(kernel).map((value, i) => value * (i % 3)),
      ),
    });
    const moved = await net.subLipschitz();
    await net.refreshIterates({ tolerance: 1e-7 });
    assertRelative([moved], [await net.subLipschitz()], 1e-2, "after the weights moved");
    assert.ok(Math.abs(moved / python.subLipschitz - 1) > 0.05, "else it proves nothing");
    await net.dispose();
  });

  it("certifies the ε that is set, and refuses one that is not positive", async () => {
    const net = await blobNet();
    const { x } = blobs(3);
    const [logits, constants] = [await net.f(x), await net.lipschitzConstant()];
    for (const epsilon of [0.2, 1.5]) {
      net.epsilon = epsilon;
      const output = values(await net.predict(x));
      for (const row of [0, 1, 2]) {
        const y = values(logits).slice(3 * row, 3 * row + 3);
        const j = y.indexOf(Math.max(...y));
        const bottom = y.map((value, i) =>
          i === j ? -Infinity : value + epsilon * values(constants)[3 * j + i]!,
        );
        assertClose([output[4 * row + 3]!], [Math.max(...bottom)], 1e-5, `⊥ at ${epsilon}`);
      }
    }
    for (const wrong of [0, -1, NaN, Infinity]) {
      assert.throws(() => (net.epsilon = wrong), GloroError);
      await assert.rejects(blobNet({ epsilon: wrong }), /epsilon must be a positive number/);
    }
    assert.equal(net.epsilon, 1.5);
    await net.dispose();
  });

  it("takes nested arrays, shaped arrays and TF.js tensors", async () => {
    const net = await blobNet();
    const { x } = blobs(5);
    const expected = await net.f(x);
    const flat = x.flat();
    const tensor = tf.tensor2d(x);
    for (const [what, input] of Object.entries({
      float32: { shape: [5, 2], data: Float32Array.from(flat) },
      float64: { shape: [5, 2], data: Float64Array.from(flat) },
      numbers: { shape: [5, 2], data: flat },
      tensor,
    }))
      assert.deepEqual(await net.f(input), expected, what);
    tensor.dispose();
    await net.dispose();
  });

  it("says in a sentence what is wrong with its inputs", async () => {
    const net = await blobNet();
    net.compile({ loss: "sparse_crossentropy" });
    const wrong: [unknown, RegExp][] = [
      [
        [1, 2],
        /x has shape \[2\], but the network takes \[N, 2\]; put the one example in an array/,
      ],
      [[[1, 2, 3]], /x has shape \[1, 3\], but the network takes \[N, 2\]\.$/],
      [[[1, 2], [3]], /ragged/],
      [[[1, "2"]], /ragged/],
      [{ shape: [2, 2], data: [1, 2, 3] }, /4 numbers, but holds 3/],
      [{ shape: [0, 2], data: [] }, /no example/],
    ];
    for (const [x, message] of wrong)
      await assert.rejects(net.predict(x as number[][]), { name: "ShapeError", message });
    const labels: [number[] | number[][], RegExp][] = [
      [[0], /y has shape \[1\], but 2 examples of 3 classes/],
      [[0, 3], /Example 1 has the label 3/],
      [[0, 0.5], /Example 1 has the label 0.5/],
      [
        [
          [0, 1, 0],
          [0.5, 0.5, 0],
        ],
        /Row 1 of y is \[0.5, 0.5, 0\]/,
      ],
    ];
    for (const [y, message] of labels)
      await assert.rejects(
        net.evaluate(
          [
            [0, 0],
            [1, 1],
          ],
          y,
        ),
        { message },
      );
    await assert.rejects(net.predict([[0, 0]], { batchSize: 0 }), /batchSize must be/);
    await net.dispose();
  });

  it("gives and takes weights by name, and refuses others than its own", async () => {
    const net = await blobNet({ seed: 1 });
    const other = await blobNet({ seed: 2 });
    const { x } = blobs(4);
    const weights = await net.weights();
    assert.deepEqual(Object.keys(weights), Object.keys(net.network.parameters));
    assert.notDeepEqual(await other.f(x), await net.f(x));
    await other.setWeights(weights);
    assert.deepEqual(await other.f(x), await net.f(x));
    const third = await blobNet({ seed: 3, weights });
    assert.deepEqual(await third.f(x), await net.f(x));

    await assert.rejects(net.setWeights({ other: host([1], [0]) }), UnknownWordError);
    await assert.rejects(net.setWeights({ "dense_1/bias": host([3], [0, 0, 0]) }), ShapeError);
    const bias = host([8], [0, 0, NaN, 0, 0, 0, 0, 0]);
    await assert.rejects(net.setWeights({ "dense_1/bias": bias }), /not finite/);
    for (const each of [net, other, third]) await each.dispose();
  });

  it("neither trains nor takes weights while frozen", async () => {
    const net = await blobNet();
    const { x, y } = blobs(6);
    net.compile({ loss: "sparse_crossentropy", metrics: ["vra"] });
    const before = await net.evaluate(x, y);
    assert.equal(net.isFrozen, false);
    await net.freeze();
    assert.equal(net.isFrozen, true);
    assertClose([(await net.evaluate(x, y))["loss"]!], [before["loss"]!], 1e-4, "loss");
    await assert.rejects(net.fit(x, y), /frozen; call unfreeze\(\) to train it/);
    await assert.rejects(net.setWeights(await net.weights()), /frozen; call unfreeze\(\) to set/);
    net.unfreeze();
    await net.fit(x, y);
    await net.setWeights(await net.weights());
    await net.dispose();
  });

  it("keeps a constant of one's own, without its sign", async () => {
    const net = await blobNet();
    const { x } = blobs(6);
    const radii = values(await net.certifiedRadius(x));
    const own = await net.subLipschitz();
    await net.freeze({ subLipschitz: -2 * own });
    assert.equal(await net.subLipschitz(), 2 * own);
    const halves = radii.map((radius) => radius / 2);
    assertClose(values(await net.certifiedRadius(x)), halves, 1e-5, "radii");
    for (const subLipschitz of [0, NaN, Infinity])
      await assert.rejects(net.freeze({ subLipschitz }), /subLipschitz to freeze must be a finite/);
    assert.equal(await net.subLipschitz(), 2 * own);
    await net.dispose();
  });

  it("answers every call after dispose with a sentence", async () => {
    const net = await blobNet();
    const { x, y } = blobs(3);
    net.compile({ loss: "sparse_crossentropy" });
    await net.predict(x);
    await net.dispose();
    await net.dispose();
    const calls: (() => Promise<unknown>)[] = [
      () => net.predict(x),
      () => net.f(x),
      () => net.certifiedRadius(x),
      () => net.lipschitzConstant(),
      () => net.layerLipschitz(),
      () => net.refreshIterates(),
      () => net.freeze(),
      () => net.freeze({ subLipschitz: 1 }),
      () => net.weights(),
      () => net.setWeights({}),
      () => net.fit(x, y),
      () => net.evaluate(x, y),
    ];
    for (const call of calls)
      await assert.rejects(call(), { name: "GloroError", message: /was disposed/ }, String(call));
  });

  for (const engine of installedEngines)
    it(`holds on to nothing that a prediction made (${engine})`, async () => {
      const net = await blobNet({ engine });
      const { x } = blobs(7);
      const held = async (times: number) => {
        for (let i = 0; i < times; i++) await net.predict(x);
        await collectGarbage();
        const { rss, heapTotal, heapUsed } = process.memoryUsage();
        // The heap keeps room for more.
        return { tensors: tf.memory().numTensors, bytes: rss - (heapTotal - heapUsed) };
      };
      const before = await held(200);
      const after = await held(2000);
      assert.equal(after.tensors, before.tensors);
      const grown = (after.bytes - before.bytes) / 2 ** 20;
      assert.ok(grown < 50, `${grown} MB more after 2000 predictions`);
      await net.dispose();
    });
});
