import assert from "node:assert/strict";
import {
  convertKerasModel,
  convertTopology,
  kerasTopology,
  supportedDialects,
  takeWeights,
} from "../../../src/gloro/keras/index.js";
import { conv2dGeometry } from "../../../src/gloro/layers/conv2d.js";
import { layerKinds } from "../../../src/gloro/layers/index.js";
import type { LayerConfig } from "../../../src/gloro/layers/layer.js";
import { buildNetwork } from "../../../src/gloro/network.js";
import type { Network } from "../../../src/gloro/network.js";
import type { HostTensors } from "../../../src/gloro/program.js";
import { logitsStep } from "../../../src/gloro/programs/index.js";
import { host, runEagerly } from "../eager.js";
import { randomValues, sizeOf } from "../random.js";
import { randomParameters } from "../state.js";
import { pythonModels } from "./pythonModels.js";
import { writableNetworks } from "./writableNetworks.js";

/** Each layer in full, by name, and the names of those it reads; −1 is the input. */
const settings = ({ layers, connections }: Network) =>
  Object.fromEntries(
    layers.map(({ config, name }, position) => [
      name,
      {
        ...inFull(config),
        name,
        inputs: connections[position]!.map((source) => layers[source]?.name ?? source),
      },
    ]),
  );

function logits(network: Network, weights: HostTensors) {
  const images = host([2, ...network.inputShape], randomValues(2 * sizeOf(network.inputShape), 9));
  return runEagerly(logitsStep({ network, batchSize: 2 }), weights, { images }).outputs;
}

describe("kerasTopology", () => {
  for (const [title, { network, dialects }] of Object.entries(writableNetworks)) {
    it(`is known to hold: ${title}`, () => {
      assert.deepEqual(supportedDialects(network), dialects);
    });

    for (const dialect of dialects) {
      it(`comes back as it was, from ${dialect}: ${title}`, () => {
        const weights = randomParameters(network, 3);
        const written = kerasTopology(network, weights, dialect);
        const read = convertKerasModel(written);
        const back = buildNetwork(read);
        assert.deepEqual(logits(back, read.weights), logits(network, weights));
        if (title === "renamed") return;
        assert.deepEqual(settings(back), settings(network));
        assert.deepEqual(read.weights, weights);
      });
    }
  }

  it("writes Python's own models as Python does", () => {
    const saved = pythonModels.filter(({ subLipschitz }) => subLipschitz !== undefined);
    for (const model of saved.filter(({ weights }) => weights.length > 0)) {
      const network = buildNetwork(convertTopology(model.topology));
      const dialect = model.name.startsWith("pypi") ? "1.1.1" : "HEAD";
      const written = kerasTopology(network, takeWeights(network, model.weights), dialect);
      assert.deepEqual(sized(written.weights), sized(model.weights), model.name);
      const [ours, pythons] = [written.topology, model.topology].map(comparable);
      assert.deepEqual(ours, pythons, model.name);
    }
  });

  it("writes no whole number where Python would make a variable of integers", () => {
    const network = buildNetwork({
      inputShape: [2],
      layers: [
        ...[-3, 0, 1].map((initial): LayerConfig => ({ kind: "scaling", initial })),
        { kind: "bias", initial: 2 },
        { kind: "dense", units: 2 },
      ],
    });
    const { topology } = kerasTopology(network, randomParameters(network, 1), "1.1.1");
    const inits = [...JSON.stringify(topology).matchAll(/"init":([^,}]*)/g)].map(
      ([, init]) => init!,
    );
    assert.equal(inits.length, 4);
    for (const init of inits) assert.match(init, /[.e]/);
    assert.deepEqual(
      convertTopology(topology).layers.map((layer) => ("initial" in layer ? layer.initial : 0)),
      [-3, 0, 1, 2, 0],
    );
  });

  it("refuses a weight that is not finite", () => {
    const network = buildNetwork({
      inputShape: [1],
      layers: [{ kind: "dense", name: "it", units: 2, useBias: false }],
    });
    assert.throws(
      () => kerasTopology(network, { "it/kernel": host([1, 2], [1, NaN]) }, "keras"),
      /"it".*"kernel".*not finite/,
    );
  });

  it("is tested with every kind that can be written", () => {
    const written = Object.values(writableNetworks).flatMap(({ network }) =>
      network.layers.map(({ config }) => config.kind),
    );
    const missing = layerKinds.filter((kind) => !written.some((each) => each === kind));
    assert.deepEqual(missing, ["liResNetBlock", "custom"]);
  });
});

/** A layer's settings as reading gives them: what it leaves to defaults in full. */
function inFull(config: LayerConfig): LayerConfig {
  switch (config.kind) {
    case "conv2d": {
      const { kernelSize, strides, padding } = conv2dGeometry(config, "it");
      return { useBias: true, ...config, kernelSize, strides, padding };
    }
    case "scaling":
      return { initial: 1, ...config };
    case "bias":
      return { initial: 0, ...config };
    default:
      return config;
  }
}

const sized = (weights: readonly { layer: string; name: string; data: Float32Array }[]) =>
  weights.map(({ layer, name, data }) => ({ layer, name, data }));

/** A topology without what does not come back: first values, initialisers, numbers of names, and how a ReLU is said. */
function comparable(topology: unknown): unknown {
  const ignored = ["kernel_initializer", "init"];
  const relu = { max_value: null, negative_slope: 0, threshold: 0 };
  return JSON.parse(JSON.stringify(topology), (key, value: unknown) => {
    if (ignored.includes(key)) return undefined;
    if (isRelu(value)) {
      const { name, trainable, dtype } = value.config;
      return { ...value, class_name: "ReLU", config: { name, trainable, dtype, ...relu } };
    }
    if (typeof value !== "string") return value;
    return value.replace(/^(model|input)_\d+$/, "$1");
  }) as unknown;
}

interface KerasActivation {
  readonly config: Readonly<Record<"name" | "trainable" | "dtype", unknown>>;
}

function isRelu(value: unknown): value is KerasActivation {
  const { class_name: className, config } = Object(value) as {
    class_name?: unknown;
    config?: { activation?: unknown };
  };
  return className === "Activation" && config?.activation === "relu";
}
