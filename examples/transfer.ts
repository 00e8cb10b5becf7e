// A TF.js layers model, trained on as a GloRo Net. Run: npx tsx examples/transfer.ts
import { pathToFileURL } from "node:url";
import "@tensorflow/tfjs-backend-cpu";
import { initializers, layers, sequential } from "@tensorflow/tfjs-layers";
import { GloroNet } from "gloro-vscode";
import { points } from "./points.js";

export async function run(epochs: number) {
  const { x, y } = points(90, 4);
  // Stands for a model that was trained before. It ends in logits: no softmax.
  const model = sequential({
    layers: [
      layers.dense({ units: 8, inputShape: [4], activation: "relu", kernelInitializer: random(1) }),
      layers.dense({ units: 3, kernelInitializer: random(2) }),
    ],
  });
  const net = await GloroNet.fromLayersModel(model, { epsilon: 0.1 });
  model.dispose(); // the net has copies of its weights
  try {
    net.compile({ loss: "sparse_trades_kl", learningRate: 0.01, metrics: ["clean_acc", "vra"] });
    const before = await net.evaluate(x, y);
    await net.fit(x, y, { epochs });
    return { before, after: await net.evaluate(x, y) };
  } finally {
    await net.dispose();
  }
}

function random(seed: number) {
  return initializers.glorotUniform({ seed });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) console.log(await run(20));
