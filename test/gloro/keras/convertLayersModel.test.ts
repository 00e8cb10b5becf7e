import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import * as layers from "@tensorflow/tfjs-layers";
import assert from "node:assert/strict";
import { GloroNet } from "../../../src/model/gloroNet.js";
import { assertClose } from "../close.js";
import { randomValues } from "../random.js";

describe("GloroNet.fromLayersModel", () => {
  it("computes what the model computes, and leaves it alone", async () => {
    await tf.setBackend("cpu");
    const input = layers.input({ shape: [6, 5, 2] });
    const first = layers.layers
      .conv2d({ filters: 4, kernelSize: 3, padding: "same", activation: "relu" })
      .apply(input) as layers.SymbolicTensor;
    const second = layers.layers
      .conv2d({ filters: 4, kernelSize: [1, 2], padding: "same", useBias: false })
      .apply(first) as layers.SymbolicTensor;
    const sum = layers.layers.add().apply([first, second]);
    const flat = layers.layers.flatten().apply(sum);
    const output = layers.layers.dense({ units: 3, biasInitializer: "randomNormal" }).apply(flat);
    const model = layers.model({ inputs: input, outputs: output as layers.SymbolicTensor });
    const x = tf.tensor4d(randomValues(4 * 60, 1), [4, 6, 5, 2]);
    const expected = model.predict(x) as tf.Tensor;

    const net = await GloroNet.fromLayersModel(model, { epsilon: 0.1 });
    const tensors = tf.memory().numTensors;
    assertClose(
      Array.from((await net.f(x)).data),
      Array.from(await expected.data()),
      1e-5,
      "logits",
    );
    assert.equal(Object.keys(await net.layerLipschitz()).length, 2);
    assert.equal(tf.memory().numTensors, tensors);
    assert.deepEqual(
      await (model.predict(x) as tf.Tensor).data(),
      await expected.data(),
      "the model lives on",
    );
    await net.dispose();
    tf.dispose([x, expected]);
    model.dispose();
  });

  it("reads sequential models, and takes them without making tensors", async () => {
    const model = layers.sequential({
      layers: [
        layers.layers.dense({ units: 5, inputShape: [4], activation: "relu" }),
        layers.layers.dense({ units: 2 }),
      ],
    });
    const tensors = tf.memory().numTensors;
    const net = await GloroNet.fromLayersModel(model, { epsilon: 0.1 });
    assert.equal(tf.memory().numTensors, tensors);
    assert.equal(net.classes, 2);
    await net.dispose();
    model.dispose();
  });

  it("refuses a softmax with advice", async () => {
    const model = layers.sequential({
      layers: [layers.layers.dense({ units: 2, inputShape: [4], activation: "softmax" })],
    });
    await assert.rejects(GloroNet.fromLayersModel(model, { epsilon: 1 }), /ends in its last dense/);
    model.dispose();
  });
});
