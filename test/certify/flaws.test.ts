import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { certifiedAt, certifiedRadii } from "../../src/certify/certifiedRadius.js";
import { networkBounds } from "../../src/certify/layerBounds.js";
import { marginConstants } from "../../src/certify/marginConstants.js";
import { NoBoundError } from "../../src/gloro/errors.js";
import { convertKerasModel } from "../../src/gloro/keras/index.js";
import { buildNetwork } from "../../src/gloro/network.js";
import { certifiedLayers } from "../../src/trainer/certifiedLayers.js";
import { flawForwards } from "./flawForwards.js";

/** A net that release 1.1.1 of the Python library certifies wrongly; `python/flaws.py` wrote it. */
interface Flaw {
  name: string;
  topology: unknown;
  weights: { layer: string; name: string; shape: number[]; data: number[] }[];
  bound: number | "nan";
  radius: number | "inf" | "nan";
  /** Whether the library certifies x at the counterexample's distance. */
  certified: boolean;
  x: number[];
  counterexample: number[];
}

const flaws = JSON.parse(
  readFileSync(new URL("python/flaws.json", import.meta.url), "utf8"),
) as Flaw[];

/** The layers that must be refused, by name; the others must be bounded rightly. */
const refused = new Set([
  "LayerNormalization",
  "BatchNormalization",
  "PReLU",
  "ReLU with a threshold",
  ...["gelu", "swish", "exponential"].flatMap((name) => [name, `${name} of a layer`]),
  "UpSampling2D",
  "Rescaling",
  "DepthwiseConv2D",
  "Conv2DTranspose",
  "nested model",
  "TimeDistributed",
  "layer used twice",
  "Multiply",
]);

// The only claim that the library does not make: its bound is NaN, and it rejects every input.
const withoutClaim = "overflow";

function logitsOf({ name, weights }: Flaw, x: readonly number[]): Float64Array {
  const data = (of: (layer: string) => boolean) =>
    weights.filter(({ layer }) => of(layer)).map((weight) => weight.data);
  const z = flawForwards[name]!(
    x,
    data((layer) => layer === "layer"),
  );
  const [kernel = [], bias = []] = data((layer) => layer === "head");
  const classes = bias.length;
  return Float64Array.from(bias, (value, j) =>
    z.reduce((sum, entry, i) => sum + entry * kernel[i * classes + j]!, value),
  );
}

const largest = (logits: Float64Array) => logits.indexOf(Math.max(...logits));

const distance = ({ x, counterexample }: Flaw) =>
  Math.hypot(...x.map((value, i) => value - counterexample[i]!));

function converted({ topology, weights }: Flaw) {
  return convertKerasModel({
    topology,
    weights: weights.map((weight) => ({ ...weight, data: Float32Array.from(weight.data) })),
  });
}

describe("a net that the Python library certifies wrongly", () => {
  for (const flaw of flaws) {
    it(`${flaw.name}: the counterexample is one, within the library's radius`, () => {
      const [before, after] = [flaw.x, flaw.counterexample].map((x) => largest(logitsOf(flaw, x)));
      assert.notEqual(before, after);
      if (flaw.name === withoutClaim) {
        assert.deepEqual([flaw.bound, flaw.certified], ["nan", false]);
        return;
      }
      assert.ok(flaw.certified);
      const claimed = flaw.radius === "inf" ? Infinity : Number(flaw.radius);
      assert.ok(claimed >= distance(flaw), `${claimed} for ${distance(flaw)}`);
    });

    if (refused.has(flaw.name)) {
      it(`${flaw.name}: ours refuses the layer by its name`, () => {
        assert.throws(
          () => converted(flaw),
          (error) => error instanceof NoBoundError && error.message.includes(`"layer"`),
        );
      });
    } else {
      it(`${flaw.name}: our radius leaves the counterexample out`, () => {
        const { weights, ...config } = converted(flaw);
        const { beforeHead, head } = certifiedLayers(buildNetwork(config), weights);
        const constants = marginConstants(head, networkBounds(beforeHead).subLipschitz);
        const [point] = certifiedRadii(logitsOf(flaw, flaw.x), constants);
        assert.ok(!certifiedAt(point!.radius, distance(flaw)), `${point!.radius}`);
        // Not by certifying nothing; two logits that tie have no radius.
        assert.ok(flaw.name === "tie" || point!.radius > 0.2 * distance(flaw), `${point!.radius}`);
      });
    }
  }
});
