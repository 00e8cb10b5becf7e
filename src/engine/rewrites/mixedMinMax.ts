import type { GraphBuilder, Rule } from "../graph/builder.js";
import type { Node } from "../graph/node.js";
import type { Pairing } from "../../gloro/kernels/minMax.js";

/*
 * MinMax of a pair (a, b) is linear up to one absolute value: with s = (a+b)/√2 and d = (a−b)/√2,
 * min = (s − |d|)/√2 and max = (s + |d|)/√2. So MinMax = mix ∘ (identity on s, |·| on d) ∘ mix, where
 * the mixes are orthogonal, act on channels alone, and disappear into the convolutions beside them
 * (see pushMixes.ts): what is left reads each activation in place, without splitting or joining it.
 */

/** How an engine tells the signs of activations fastest: -1, 0 or 1. */
export type SignOf = (build: GraphBuilder, x: Node) => Node;

/** A number whose product with any activation that matters saturates to ±1. */
const steep = 1e30;

/** By a product that saturates: onnxruntime's own `Sign` is slow. */
export const saturatedSign: SignOf = (build, x) =>
  build.node("clip", [build.node("multiply", [x, build.scalar(steep)], {})], { low: -1, high: 1 });

/** By the operation itself. */
export const plainSign: SignOf = (build, x) => build.node("sign", [x], {});

/** Writes MinMax over the channels of images as two orthogonal mixes around an absolute value. */
export const mixMinMax =
  (signOf: SignOf): Rule =>
  (node, build) => {
    if (node.operation !== "minMax" && node.operation !== "minMaxGradient") return undefined;
    const [x, gradient] = node.inputs;
    const channels = x?.shape.at(-1) ?? 0;
    if (!x || x.shape.length !== 4 || channels % 2 !== 0) return undefined;
    const { before, after } = mixes(build, node.attributes.pairing, channels);
    const mixed = build.node("mixChannels", [x, before], {});
    const sign = signOfDifferences(build, signOf(build, mixed), node.attributes.pairing);
    if (!gradient)
      return build.node("mixChannels", [build.node("multiply", [mixed, sign], {}), after], {});
    const arriving = build.node("mixChannels", [gradient, build.transpose(after, [1, 0])], {});
    return build.node(
      "mixChannels",
      [build.node("multiply", [arriving, sign], {}), build.transpose(before, [1, 0])],
      {},
    );
  };

/** 1 on the channels of sums, the sign on those of differences: 0 where both are 0 (each gets half the gradient). */
function signOfDifferences(build: GraphBuilder, sign: Node, pairing: Pairing): Node {
  const channels = sign.shape.at(-1) ?? 0;
  const floor = Float32Array.from({ length: channels }, (_, channel) =>
    isSum(pairing, channels, channel) ? 1 : -1,
  );
  return build.node("maximum", [sign, build.floats([channels], floor)], {});
}

function isSum(pairing: Pairing, channels: number, channel: number): boolean {
  return pairing === "adjacent" ? channel % 2 === 0 : channel < channels / 2;
}

/** `before` turns (a, b) into (s, d); `after` turns (s, |d|) into the ordered pair. */
interface Mixes {
  readonly before: Float32Array;
  readonly after: Float32Array;
}

/** Large constants are one node only if they are one array: else a MinMax and its gradient would convolve each for itself. */
const known = new Map<string, Mixes>();

function mixes(
  build: GraphBuilder,
  pairing: Pairing,
  channels: number,
): { readonly [K in keyof Mixes]: Node } {
  const key = `${pairing} ${channels}`;
  const { before, after } = known.get(key) ?? mixMatrices(pairing, channels);
  known.set(key, { before, after });
  const shape = [channels, channels];
  return { before: build.floats(shape, before), after: build.floats(shape, after) };
}

/** Row-major matrices, channels by channels. */
function mixMatrices(pairing: Pairing, channels: number): Mixes {
  const before = new Float32Array(channels * channels);
  const after = new Float32Array(channels * channels);
  const root = Math.SQRT1_2;
  // "adjacent" writes (min, max), "halves" (max, min).
  const firstTakes = pairing === "adjacent" ? -root : root;
  for (let pair = 0; pair < channels / 2; pair++) {
    const [a, b] = pairing === "adjacent" ? [2 * pair, 2 * pair + 1] : [pair, pair + channels / 2];
    before[a * channels + a] = root;
    before[b * channels + a] = root;
    before[a * channels + b] = root;
    before[b * channels + b] = -root;
    after[a * channels + a] = root;
    after[a * channels + b] = root;
    after[b * channels + a] = firstTakes;
    after[b * channels + b] = -firstTakes;
  }
  return { before, after };
}
