import assert from "node:assert/strict";
import { GloroError, ShapeError, UnknownWordError } from "../../../src/gloro/errors.js";
import { buildLayer, layerKinds } from "../../../src/gloro/layers/index.js";
import { gainOfOne } from "../../../src/gloro/layers/layer.js";
import type { LayerConfig } from "../../../src/gloro/layers/layer.js";

const build = (config: LayerConfig, inputShape: number[]) =>
  buildLayer(config, { name: "it", inputShapes: [inputShape] });

describe("buildLayer", () => {
  it("knows the shape that each layer gives", () => {
    const conv = { kind: "conv2d", filters: 8, kernelSize: 4 } as const;
    assert.deepEqual(
      build({ ...conv, strides: 2, padding: "same" }, [7, 6, 3]).outputShape,
      [4, 3, 8],
    );
    assert.deepEqual(
      build({ ...conv, strides: 2, padding: "valid" }, [7, 6, 3]).outputShape,
      [2, 2, 8],
    );
    assert.deepEqual(build(conv, [7, 6, 3]).outputShape, [4, 3, 8]);
    assert.deepEqual(build({ kind: "dense", units: 5 }, [9]).outputShape, [5]);
    assert.deepEqual(build({ kind: "flatten" }, [3, 4, 2]).outputShape, [24]);
    assert.deepEqual(build({ kind: "relu" }, [3, 4, 2]).outputShape, [3, 4, 2]);
    assert.deepEqual(build({ kind: "maxPooling2d" }, [7, 6, 3]).outputShape, [3, 3, 3]);
    assert.deepEqual(
      build({ kind: "averagePooling2d", padding: "same" }, [7, 6, 3]).outputShape,
      [4, 3, 3],
    );
    assert.deepEqual(build({ kind: "liResNetBlock" }, [3, 4, 2]).outputShape, [3, 4, 2]);
    assert.deepEqual(build({ kind: "invertibleDownsampling" }, [4, 6, 3]).outputShape, [2, 3, 12]);
    assert.deepEqual(build({ kind: "minMax" }, [3, 4, 2]).outputShape, [3, 4, 2]);
  });

  it("refuses shapes that do not fit, naming the layer", () => {
    const refused: [LayerConfig, number[]][] = [
      [{ kind: "dense", units: 5 }, [3, 3, 2]],
      [{ kind: "dense", units: 0 }, [3]],
      [{ kind: "conv2d", filters: 4, kernelSize: 3 }, [9]],
      [{ kind: "conv2d", filters: 4, kernelSize: 5, padding: "valid" }, [4, 4, 1]],
      [{ kind: "conv2d", filters: 4, kernelSize: [3, 1.5] }, [4, 4, 1]],
      [{ kind: "conv2d", filters: 4, kernelSize: 3, strides: 0 }, [4, 4, 1]],
      [{ kind: "invertibleDownsampling" }, [4, 5, 1]],
      [{ kind: "invertibleDownsampling", poolSize: 0 }, [4, 4, 1]],
      [{ kind: "liResNetBlock" }, [16]],
      [{ kind: "liResNetBlock", kernelSize: 1.5 }, [4, 4, 1]],
      [{ kind: "minMax" }, [3, 3, 1]],
      [{ kind: "minMax", pairing: "halves" }, [2, 2, 3]],
    ];
    for (const [config, shape] of refused) {
      assert.throws(
        () => build(config, shape),
        (error) => error instanceof ShapeError && error.message.includes(`"it"`),
        JSON.stringify([config, shape]),
      );
    }
    const odd = build({ kind: "minMax" }, [2, 2, 3]);
    assert.ok(odd.role === "map");
    assert.deepEqual(odd.gain, gainOfOne);
  });

  it("refuses settings that make no layer, naming it", () => {
    const refused: LayerConfig[] = [
      { kind: "elu", alpha: -0.1 },
      { kind: "elu", alpha: NaN },
      { kind: "leakyRelu", slope: Infinity },
      { kind: "scaling", initial: NaN },
      { kind: "bias", initial: NaN },
      { kind: "liResNetBlock", residualScale: NaN },
    ];
    for (const config of refused) {
      assert.throws(
        () => build(config, [4, 4, 1]),
        (error) => error instanceof GloroError && error.message.includes(`"it"`),
        JSON.stringify(config),
      );
    }
    const unknown = JSON.parse(`{"kind": "dense", "units": 3, "lipschitz": "eigh"}`) as LayerConfig;
    assert.throws(
      () => build(unknown, [3]),
      new UnknownWordError("lipschitz of a dense layer", "eigh", ["power", "exact"]),
    );
  });

  it("refuses a kind that it does not know", () => {
    const config = JSON.parse(`{"kind": "lambda"}`) as LayerConfig;
    assert.throws(() => build(config, [3]), new UnknownWordError("layer", "lambda", layerKinds));
  });
});
