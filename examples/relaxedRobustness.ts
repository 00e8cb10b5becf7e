// Relaxed top-k robustness: guarantees for sets of classes. Run: npx tsx examples/relaxedRobustness.ts
import { pathToFileURL } from "node:url";
import { RtkGloroNet } from "gloro-vscode";
import { points } from "./points.js";

export async function run(epochs: number) {
  // Three clouds of points. The second one holds two classes, which nothing tells apart.
  const { x, y: clouds } = points(150, 6);
  const y = clouds.map((cloud, i) => (cloud === 1 && i % 2 === 0 ? 3 : cloud));

  // It answers ⊥ only where neither the first class nor the first two are guaranteed.
  const net = await RtkGloroNet.create({
    inputShape: [6],
    layers: [{ kind: "dense", units: 8 }, "minMax", { kind: "dense", units: 4 }],
    epsilon: 0.2,
    k: 2,
  });
  try {
    const metrics = ["clean_acc", "vra", "rtk_vra"];
    net.compile({ loss: "sparse_trades_kl.1", learningRate: 0.01, metrics });
    await net.fit(x, y, { epochs, batchSize: 16 });

    const relaxed = await net.evaluate(x, y);
    const { guarantee } = await net.predictWithLoosestGuarantee(x); // [150]: 2, 1, or −1 for ⊥
    const radii = await net.relaxedRadii(x); // [150, 2]: of the first class, and of the first two
    net.k = 1; // from here on a GloRo Net, of the same weights
    const strict = await net.evaluate(x, y);
    return { relaxed, strict, guarantee, radii };
  } finally {
    await net.dispose();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { relaxed, strict, guarantee } = await run(20);
  console.log(`k = 2: rtk VRA ${relaxed["rtk_vra"]}; k = 1: VRA ${strict["vra"]}`);
  const countOf = (k: number) => guarantee.data.filter((each) => each === k).length;
  console.log(`guaranteed: ${countOf(1)} first classes, ${countOf(2)} pairs; ⊥: ${countOf(-1)}`);
}
