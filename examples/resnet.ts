// A residual network: branches meet in an add layer. Run: npx tsx examples/resnet.ts
import { pathToFileURL } from "node:url";
import { GloroNet } from "gloro-vscode";
import type { LayerConfig } from "gloro-vscode";
import { points } from "./points.js";

/** Two convolutions beside a skip. The bound of the sum is the sum of the branches' bounds. */
function block(name: string, input: string, filters: number): LayerConfig[] {
  const conv = { kind: "conv2d", filters, kernelSize: 3, padding: "same" } as const;
  return [
    { ...conv, name: `${name}_1`, inputs: [input] },
    { kind: "minMax", name: `${name}_sorted` },
    { ...conv, name: `${name}_2` },
    { kind: "add", name, inputs: [`${name}_2`, input] },
  ];
}

export async function run(epochs: number) {
  const { x, y } = points(60, 6 * 6);
  const images = { shape: [60, 6, 6, 1], data: x.flat() };
  const net = await GloroNet.create({
    inputShape: [6, 6, 1],
    layers: [
      { kind: "conv2d", name: "stem", filters: 4, kernelSize: 2, strides: 2 },
      ...block("first", "stem", 4),
      ...block("second", "first", 4),
      "flatten",
      { kind: "dense", units: 3 },
    ],
    epsilon: 0.1,
  });
  try {
    net.compile({ loss: "sparse_crossentropy", learningRate: 0.01, metrics: ["vra"] });
    await net.fit(images, y, { epochs });
    return {
      evaluation: await net.evaluate(images, y),
      gains: await net.layerLipschitz(),
      subLipschitz: await net.subLipschitz(),
    };
  } finally {
    await net.dispose();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) console.log(await run(20));
