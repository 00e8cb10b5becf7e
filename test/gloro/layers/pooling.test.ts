import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor, Tensor4D } from "@tensorflow/tfjs-core";
import { ShapeError } from "../../../src/gloro/errors.js";
import { buildLayer } from "../../../src/gloro/layers/index.js";
import type { LayerConfig, SizeOption } from "../../../src/gloro/layers/layer.js";
import { rank4 } from "../../../src/gloro/rank.js";
import { assertClose } from "../close.js";
import { numbers } from "../eager.js";
import { randomValues, sizeOf } from "../random.js";

type PoolingKind = "averagePooling2d" | "maxPooling2d";

const pair = (size: SizeOption): [number, number] =>
  typeof size === "number" ? [size, size] : [size[0], size[1]];

/** TF.js's own operation. */
function tfjsPool(config: LayerConfig<PoolingKind>, x: Tensor4D): Tensor {
  const { poolSize = 2, strides = poolSize, padding = "valid" } = config;
  const pool = config.kind === "maxPooling2d" ? tf.maxPool : tf.avgPool;
  return pool(x, pair(poolSize), pair(strides), padding);
}

const geometries = (["same", "valid"] as const).flatMap((padding) =>
  [1, 2, 3, [3, 2] as const, [1, 4] as const].flatMap((poolSize) =>
    [undefined, 1, 2, 3, [2, 1] as const].map((strides) => ({
      poolSize,
      padding,
      ...(strides === undefined ? {} : { strides }),
    })),
  ),
);

for (const kind of ["averagePooling2d", "maxPooling2d"] as const)
  describe(kind, () => {
    it("is TF.js's own operation, with its gradient, also where entries tie", () => {
      for (const geometry of geometries) {
        const config = { kind, ...geometry };
        const what = JSON.stringify(config);
        const shape: [number, number, number, number] = [2, 7, 6, 2];
        const layer = buildLayer(config, { name: "it", inputShapes: [shape.slice(1)] });
        assert.ok(layer.role === "map");
        // Whole numbers from few: a window of several entries nearly always has ties.
        const images = randomValues(sizeOf(shape), 1).map((value) => Math.round(value));
        const cotangent = randomValues(2 * sizeOf(layer.outputShape), 2);
        const gradient = (pool: (x: Tensor4D) => Tensor) =>
          numbers(() =>
            tf.grad((x) =>
              tf.sum(tf.mul(pool(rank4(x)), tf.tensor(cotangent, [2, ...layer.outputShape]))),
            )(tf.tensor4d(images, shape)),
          );
        const ours = (x: Tensor4D) => layer.forward(x, {});
        const theirs = (x: Tensor4D) => tfjsPool(config, x);
        assertClose(
          numbers(() => ours(tf.tensor4d(images, shape))),
          numbers(() => theirs(tf.tensor4d(images, shape))),
          1e-6,
          what,
        );
        // TF.js's gradient of a mean divides by the whole window also where padding lies in it.
        if (kind === "averagePooling2d" && geometry.padding === "same") continue;
        assertClose(gradient(ours), gradient(theirs), 1e-5, `${what}, gradient`);
      }
    });

    it("refuses windows that do not fit, and inputs that are no images", () => {
      for (const [config, inputShape] of [
        [{ kind, poolSize: 4 }, [3, 5, 1]],
        [{ kind, poolSize: 0 }, [3, 5, 1]],
        [{ kind, strides: [1, 0.5] as const }, [3, 5, 1]],
        [{ kind }, [16]],
      ] as const) {
        assert.throws(
          () => buildLayer(config, { name: "it", inputShapes: [inputShape] }),
          (error) => error instanceof ShapeError && error.message.includes(`"it"`),
          JSON.stringify(config),
        );
      }
    });
  });
