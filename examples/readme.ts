// The examples of the Python library's README. Run: npx tsx examples/readme.ts
import { pathToFileURL } from "node:url";
import { GloroNet, TradesScheduler } from "gloro-vscode";
import { points } from "./points.js";

export async function run(epochs: number) {
  const { x, y } = points(150, 5);

  // A net that certifies its predictions within a radius of 0.2.
  const net = await GloroNet.create({
    inputShape: [5],
    layers: [
      { kind: "dense", units: 6 },
      "relu",
      { kind: "dense", units: 7 },
      "relu",
      { kind: "dense", units: 3 },
    ],
    epsilon: 0.2,
  });
  try {
    net.compile({ optimizer: "adam", loss: "sparse_crossentropy", metrics: ["clean_acc", "vra"] });
    await net.fit(x, y, { epochs, batchSize: 16 });

    // TRADES, with a weight λ of the robust part that grows from 0 to 2.
    net.compile({
      optimizer: "adam",
      learningRate: 0.01,
      loss: "sparse_trades_kl.2",
      metrics: ["clean_acc", "vra"],
    });
    const { history } = await net.fit(x, y, {
      epochs,
      batchSize: 16,
      callbacks: [new TradesScheduler("linear")],
    });

    const atTrainingRadius = await net.evaluate(x, y);
    net.epsilon = 0.05; // it may be set at any time
    const atSmallRadius = await net.evaluate(x, y);

    // Python's freeze_lipschitz_constant: cheaper predictions, and no training until unfreeze().
    await net.freeze();
    return {
      history,
      atTrainingRadius,
      atSmallRadius,
      lipschitzConstant: await net.lipschitzConstant(), // [3, 3], −1 on the diagonal
      logits: await net.predictClean(x), // [150, 3]
      outputs: await net.predict(x), // [150, 4], with ⊥ last
    };
  } finally {
    await net.dispose();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) console.log(await run(20));
