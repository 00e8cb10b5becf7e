/**
 * Writes networks as Keras models for Python to load, with the logits to expect, as JSON: `npx tsx
 * test/interop/writeModels.ts FILE`, then loadModels.py.
 */
import { writeFileSync } from "node:fs";
import { initialState } from "../../src/gloro/initialise.js";
import { kerasTopology } from "../../src/gloro/keras/index.js";
import type { Network } from "../../src/gloro/network.js";
import type { HostTensors } from "../../src/gloro/program.js";
import {
  converge,
  convergeIterates,
  lipschitzStep,
  logitsStep,
} from "../../src/gloro/programs/index.js";
import { host, runEagerly, valuesOf } from "../gloro/eager.js";
import { writableNetworks } from "../gloro/keras/writableNetworks.js";
import { randomValues, sizeOf } from "../gloro/random.js";
import { randomParameters } from "../gloro/state.js";

async function settledSubLipschitz(network: Network, weights: HostTensors): Promise<number> {
  let state: HostTensors = { ...initialState(network, 1), ...weights };
  const settle = convergeIterates({ network });
  if (network.linearMaps.length > 0) {
    await converge(
      () => {
        const round = runEagerly(settle, state, {});
        state = { ...state, ...round.state };
        return Promise.resolve(valuesOf(round.outputs, "lipschitz"));
      },
      { tolerance: 1e-7, maxRounds: 100 },
    );
  }
  return valuesOf(runEagerly(lipschitzStep({ network }), state, {}).outputs, "subLipschitz")[0]!;
}

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error("Name the file to write.");
const models: object[] = [];
for (const [name, { network, dialects }] of Object.entries(writableNetworks)) {
  const weights = randomParameters(network, 3);
  const x = host([4, ...network.inputShape], randomValues(4 * sizeOf(network.inputShape), 8));
  const { outputs } = runEagerly(logitsStep({ network, batchSize: 4 }), weights, { images: x });
  const subLipschitz = await settledSubLipschitz(network, weights);
  for (const dialect of dialects) {
    const model = kerasTopology(network, weights, dialect);
    models.push({
      name,
      dialect,
      topology: model.topology,
      weights: model.weights.map((weight) => ({ ...weight, data: Array.from(weight.data) })),
      x: { shape: x.shape, data: Array.from(x.data) },
      logits: valuesOf(outputs, "logits"),
      subLipschitz,
    });
  }
}
writeFileSync(file, JSON.stringify(models));
