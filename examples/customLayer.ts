// A layer of one's own: its forward and its gain. Run: npx tsx examples/customLayer.ts
import { pathToFileURL } from "node:url";
import * as tf from "@tensorflow/tfjs-core";
import { entry, GloroNet } from "gloro-vscode";
import type { LayerConfig } from "gloro-vscode";
import { points } from "./points.js";

/** Multiplies each feature by a trained factor: its Lipschitz constant is the largest factor's size. */
const scale: LayerConfig<"custom"> = {
  kind: "custom",
  name: "scale",
  define: ({ name, inputShape }) => {
    const factors = `${name}/factors`;
    return {
      outputShape: inputShape,
      weights: [{ name: factors, shape: inputShape, initialiser: "zeros" }],
      gain: {
        kind: "computed",
        compute: (state) => tf.max(tf.abs(tf.add(entry(state, factors), 1))),
      },
      // Stored as what is added to 1, so that the layer starts as the identity.
      forward: (x, state) => tf.mul(x, tf.add(entry(state, factors), 1)),
    };
  },
};

export async function run(epochs: number) {
  const { x, y } = points(90, 6);
  const net = await GloroNet.create({
    inputShape: [6],
    layers: [scale, { kind: "dense", units: 8 }, "minMax", { kind: "dense", units: 3 }],
    epsilon: 0.1,
  });
  try {
    net.compile({ loss: "sparse_crossentropy", learningRate: 0.01, metrics: ["vra"] });
    await net.fit(x, y, { epochs });
    const factors = (await net.weights())["scale/factors"];
    return { evaluation: await net.evaluate(x, y), gains: await net.layerLipschitz(), factors };
  } finally {
    await net.dispose();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) console.log(await run(20));
