/**
 * Writes `.gloronet` files for Python to load, with what to expect of them: `npx tsx
 * test/interop/writeNets.ts FOLDER`, then loadNets.py with each release.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PythonRelease } from "../../src/gloro/index.js";
import type { HostTensor } from "../../src/gloro/program.js";
import type { Network } from "../../src/gloro/network.js";
import { AffinityGloroNet, GloroNet, RtkGloroNet, saveGloroNet } from "../../src/model/index.js";
import { host } from "../gloro/eager.js";
import { writableNetworks } from "../gloro/keras/writableNetworks.js";
import { randomValues, sizeOf } from "../gloro/random.js";
import { randomParameters } from "../gloro/state.js";

const releases: readonly PythonRelease[] = ["1.1.1", "HEAD"];
const examples = 5;
const epsilon = 0.01;

const kinds = {
  plain: (options: Options) => GloroNet.create(options),
  frozen: async (options: Options) => {
    const net = await GloroNet.create(options);
    await net.freeze();
    return net;
  },
  rtk: (options: Options) => RtkGloroNet.create({ ...options, k: 2 }),
  affinity: (options: Options) =>
    AffinityGloroNet.create({ ...options, affinitySets: [[0, 2], [1]] }),
};

type Options = Parameters<typeof GloroNet.create>[0];

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("Name the folder to write to.");
for (const [name, { network, dialects }] of Object.entries(writableNetworks)) {
  for (const release of releases.filter((each) => dialects.includes(each))) {
    for (const kind of Object.keys(kinds) as (keyof typeof kinds)[]) {
      if (kind === "frozen" && release === "1.1.1") continue;
      await write(`${name}_${kind}`, release, kind, network);
    }
  }
}

async function write(
  name: string,
  release: PythonRelease,
  kind: keyof typeof kinds,
  network: Network,
): Promise<void> {
  const net = await kinds[kind]({
    inputShape: network.inputShape,
    layers: network.layers.map(({ name: layer, config }) => ({ ...config, name: layer })),
    weights: randomParameters(network, 3),
    epsilon,
  });
  try {
    const parent = join(folder ?? "", release);
    mkdirSync(parent, { recursive: true });
    const x = host(
      [examples, ...network.inputShape],
      randomValues(examples * sizeOf(network.inputShape), 8),
    );
    await net.refreshIterates({ tolerance: 1e-7 });
    const truth = {
      x: nested(x),
      logits: nested(await net.f(x)),
      output: nested(await net.predict(x)),
      lipschitz_constant: nested(await net.lipschitzConstant()),
      sub_lipschitz: await net.subLipschitz(),
      ...(kind === "plain" || kind === "frozen"
        ? { certified_radius: nested(await net.certifiedRadius(x)) }
        : {}),
    };
    writeFileSync(join(parent, `${name}.json`), JSON.stringify(truth));
    await saveGloroNet(net, join(parent, `${name}.gloronet`), { python: release });
  } finally {
    await net.dispose();
  }
}

function nested({ shape, data }: HostTensor): { shape: readonly number[]; data: number[] } {
  return { shape, data: Array.from(data) };
}
