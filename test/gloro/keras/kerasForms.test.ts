import type { Tensor } from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import { GloroError } from "../../../src/gloro/errors.js";
import { dialectNames, kerasTopology, supportedDialects } from "../../../src/gloro/keras/index.js";
import type { Dialect } from "../../../src/gloro/keras/index.js";
import type { LayerConfig } from "../../../src/gloro/layers/layer.js";
import { buildNetwork } from "../../../src/gloro/network.js";
import type { Network } from "../../../src/gloro/network.js";
import { randomParameters } from "../state.js";

describe("kerasForm", () => {
  it("refuses what Python cannot hold or would bound too low, and says what to do", () => {
    const image = [6, 6, 2];
    const refused: [LayerConfig[], readonly Dialect[], RegExp][] = [
      [
        [{ kind: "minMax", pairing: "halves" }],
        ["1.1.1", "HEAD", "keras"],
        /"it" \(minMax\).*neighbours.*Train/,
      ],
      [
        [{ kind: "minMax", absoluteValue: true }],
        ["HEAD", "keras"],
        /absolute values.*--python 1\.1\.1/,
      ],
      [[{ kind: "minMax" }], ["keras"], /layer of the Python library.*Write/],
      [[{ kind: "invertibleDownsampling" }], ["keras"], /layer of the Python library.*Write/],
      [[{ kind: "scaling" }], ["keras"], /layer of the Python library.*Write/],
      [[{ kind: "bias" }], ["HEAD", "keras"], /release 1\.1\.1 alone/],
      [[{ kind: "liResNetBlock" }], dialectNames, /cannot save.*conv2d/],
      [
        [{ kind: "custom", define: ({ inputShape }) => identity(inputShape) }],
        dialectNames,
        /your own/,
      ],
      [[{ kind: "selu" }], ["1.1.1", "HEAD"], /stretch distances 1\.758 times.*--to keras/],
      [
        [{ kind: "elu", alpha: 2 }],
        ["1.1.1", "HEAD", "tfjs"],
        /stretch distances 2\.000 times|has the alpha 2, where TF\.js computes 1 alone/,
      ],
      [[{ kind: "leakyRelu", slope: -3 }], ["1.1.1", "HEAD"], /stretch distances 3\.000 times/],
      [[{ kind: "maxPooling2d", strides: 1 }], ["1.1.1", "HEAD"], /stretch distances 2\.000 times/],
      [
        [{ kind: "averagePooling2d", poolSize: 4, padding: "same" }],
        ["1.1.1", "HEAD"],
        /reach into the padding/,
      ],
      [
        [{ kind: "concatenate", inputs: ["input", "input"] }],
        ["1.1.1", "HEAD"],
        /joins branches.*--to keras/,
      ],
      [[{ kind: "add", inputs: ["input", "input"] }], ["HEAD"], /adds branches.*--python 1\.1\.1/],
      [
        [{ kind: "add", inputs: ["input", "input", "input"] }],
        ["1.1.1", "HEAD"],
        /adds (other )?branches/,
      ],
    ];
    for (const [[layer], dialects, message] of refused) {
      const network = buildNetwork({
        inputShape: image,
        layers: [
          { ...layer!, name: "it" },
          { kind: "flatten", name: "flat" },
          { kind: "dense", units: 2 },
        ],
      });
      expectRefusal(network, dialects, message);
    }
    const heads: [Omit<LayerConfig<"dense">, "kind" | "units">, readonly Dialect[], RegExp][] = [
      [{ unitColumns: true }, dialectNames, /scales the columns.*without unitColumns/],
      [{ lipschitz: "exact" }, ["1.1.1", "HEAD"], /lipschitz "exact".*"power"/],
    ];
    for (const [options, dialects, message] of heads) {
      const layers: LayerConfig[] = [{ kind: "dense", name: "it", units: 3, ...options }];
      expectRefusal(buildNetwork({ inputShape: [4], layers }), dialects, message);
    }
  });
});

function identity(outputShape: readonly number[]) {
  return {
    outputShape,
    gain: { kind: "constant" as const, value: 1 },
    forward: (x: Tensor) => x,
  };
}

function expectRefusal(network: Network, dialects: readonly Dialect[], message: RegExp): void {
  assert.deepEqual(
    supportedDialects(network),
    dialectNames.filter((dialect) => !dialects.includes(dialect)),
    String(message),
  );
  for (const dialect of dialects) {
    assert.throws(() => kerasTopology(network, randomParameters(network, 1), dialect), {
      name: GloroError.name,
      message,
    });
  }
}
