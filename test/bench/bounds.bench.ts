/**
 * How long the bounds of whole networks take, and how tight they are:
 * `npm run bench:bounds`, or with names of architectures after `--`.
 */
import { layerBound } from "../../src/certify/layerBounds.js";
import type { Layer } from "../../src/certify/layers.js";
import { architecture } from "../../src/gloro/architectures/index.js";
import { initialState } from "../../src/gloro/initialise.js";
import { buildNetwork } from "../../src/gloro/network.js";
import type { HostTensors } from "../../src/gloro/program.js";
import { certifiedLayers } from "../../src/trainer/certifiedLayers.js";

const inputShapes: Readonly<Record<string, readonly number[]>> = {
  cnn_2C2F: [28, 28, 1],
  cnn_4C3F: [28, 28, 1],
  cnn_6C2F: [32, 32, 3],
  liresnet_C18CC2F: [32, 32, 3],
};

/** Filter f shrunk by `1 / √(1 + f)`: a spectrum that decays, where new kernels' is nearly flat. */
function decaying(state: HostTensors): HostTensors {
  return Object.fromEntries(
    Object.entries(state).map(([name, tensor]) => {
      const filters = tensor.shape.at(-1) ?? 1;
      if (!name.endsWith("/kernel")) return [name, tensor];
      const shrunk = (weight: number, index: number) => weight / Math.sqrt(1 + (index % filters));
      return [name, { ...tensor, data: Float32Array.from(tensor.data, shrunk) }];
    }),
  );
}

/** Of the processor, which neighbours on the machine stretch less than the clock's. */
const seconds = (since: NodeJS.CpuUsage) => `${(process.cpuUsage(since).user / 1e6).toFixed(2)} s`;

const asked = process.argv.slice(2);
for (const name of asked.length > 0 ? asked : Object.keys(inputShapes)) {
  const inputShape = inputShapes[name];
  if (!inputShape) throw new Error(`No input shape is known for "${name}".`);
  const network = buildNetwork({ inputShape, layers: architecture(name, inputShape, 10) });
  const fresh = initialState(network, 1);
  for (const [spectrum, state] of Object.entries({ fresh, decaying: decaying(fresh) })) {
    console.log(`${name}, ${spectrum} weights`);
    const start = process.cpuUsage();
    let ratio = 1;
    for (const { layer } of certifiedLayers(network, state).beforeHead) {
      const layerStart = process.cpuUsage();
      const found = layerBound(layer as Layer);
      if (found.method === "constant") continue;
      ratio *= found.bound / found.lowerBound;
      const above = (found.bound / found.lowerBound - 1).toExponential(1);
      console.log(
        `  ${found.name}: ${found.bound.toFixed(6)}, ${above} above, ${found.method}, ${seconds(layerStart)}`,
      );
    }
    console.log(`  whole: ${seconds(start)}, product ${(ratio - 1).toExponential(1)} above`);
  }
}
