import assert from "node:assert/strict";
import { GloroError, ShapeError } from "../../src/gloro/errors.js";
import { buildNetwork } from "../../src/gloro/network.js";

describe("buildNetwork", () => {
  const network = buildNetwork({
    inputShape: [4, 4, 1],
    layers: [
      { kind: "conv2d", filters: 2, kernelSize: 3, padding: "same" },
      { kind: "minMax" },
      { kind: "conv2d", name: "conv2d_2", filters: 2, kernelSize: 3, useBias: false },
      { kind: "conv2d", filters: 2, kernelSize: 1 },
      { kind: "flatten" },
      { kind: "dense", units: 3 },
    ],
  });

  it("names layers and tensors, past the names already taken", () => {
    assert.deepEqual(
      network.layers.map(({ name }) => name),
      ["conv2d_1", "minMax_1", "conv2d_2", "conv2d_3", "flatten_1", "dense_1"],
    );
    assert.deepEqual(network.parameters, {
      "conv2d_1/kernel": { shape: [3, 3, 1, 2], dtype: "float32" },
      "conv2d_1/bias": { shape: [2], dtype: "float32" },
      "conv2d_2/kernel": { shape: [3, 3, 2, 2], dtype: "float32" },
      "conv2d_3/kernel": { shape: [1, 1, 2, 2], dtype: "float32" },
      "conv2d_3/bias": { shape: [2], dtype: "float32" },
      "dense_1/kernel": { shape: [8, 3], dtype: "float32" },
      "dense_1/bias": { shape: [3], dtype: "float32" },
    });
  });

  it("gives every linear layer but the head an iterate of its input's shape", () => {
    assert.deepEqual(network.iterates, {
      "conv2d_1/iterate": { shape: [1, 4, 4, 1], dtype: "float32" },
      "conv2d_2/iterate": { shape: [1, 4, 4, 2], dtype: "float32" },
      "conv2d_3/iterate": { shape: [1, 2, 2, 2], dtype: "float32" },
    });
    assert.equal(network.classes, 3);
  });

  it("refuses a network without a head, and names used twice", () => {
    const input = { inputShape: [4] };
    const head = { kind: "dense", units: 2 } as const;
    assert.throws(() => buildNetwork({ ...input, layers: [] }), ShapeError);
    assert.throws(() => buildNetwork({ ...input, layers: [head, { kind: "relu" }] }), /"relu_1"/);
    assert.throws(() => buildNetwork({ ...input, layers: [{ ...head, units: 1 }] }), ShapeError);
    const twice = [{ kind: "relu", name: "a" } as const, { ...head, name: "a" }];
    assert.throws(() => buildNetwork({ ...input, layers: twice }), /Two layers are named "a"/);
    assert.throws(
      () => buildNetwork({ ...input, layers: [{ ...head, name: "a/b" }] }),
      (error) => error instanceof GloroError && error.message.includes(`"a/b"`),
    );
  });
});
