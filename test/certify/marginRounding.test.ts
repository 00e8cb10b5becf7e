import assert from "node:assert/strict";
import { certifiedRadii } from "../../src/certify/certifiedRadius.js";
import { networkBounds } from "../../src/certify/layerBounds.js";
import type { DenseLayer } from "../../src/certify/layers.js";
import { marginConstants } from "../../src/certify/marginConstants.js";
import { NetworkRounding } from "../../src/certify/networkRounding.js";
import { normUp } from "../../src/certify/normUp.js";
import { exactly } from "../../src/certify/upperBound.js";
import { plainProduct } from "./plainProduct.js";

// In float32 the first logit is 1 + 2^-25 + … + 2^-25 = 1 if summed in order, and really 1 + 2^-22.
const small = 8;
const x = Float64Array.of(1, ...Array<number>(small).fill(2 ** -25));
const head: DenseLayer = {
  kind: "dense",
  name: "head",
  kernel: Float32Array.from({ length: 2 * (small + 1) }, (_, i) =>
    i % 2 === 0 ? 1 : i === 1 ? 1 + 2 ** -23 : 0,
  ),
  inputs: small + 1,
  outputs: 2,
  bias: undefined,
  hasUnitColumns: false,
};
const logitOf = (column: number, sum: (terms: number[]) => number) =>
  sum(Array.from(x, (value, row) => Math.fround(value * head.kernel[2 * row + column]!)));
const forwards = (terms: number[]) => terms.reduce((a, b) => Math.fround(a + b));
const backwards = (terms: number[]) => terms.reverse().reduce((a, b) => Math.fround(a + b));
const exact = (terms: number[]) => terms.reduce((a, b) => a + b);
const logits = (sum: (terms: number[]) => number) =>
  Float64Array.of(logitOf(0, sum), logitOf(1, sum));

describe("a prediction that float32 alone makes", () => {
  const constants = marginConstants(head, exactly(1));

  it("is another in real arithmetic, and in another order", () => {
    const classOf = (y: Float64Array) => (y[0]! >= y[1]! ? 0 : 1);
    assert.deepEqual(
      [forwards, backwards, exact].map((sum) => classOf(logits(sum))),
      [1, 0, 0],
    );
  });

  it("is certified where rounding is not counted, and refused where it is", async () => {
    const seen = logits(forwards);
    const [plain] = certifiedRadii(seen, constants);
    assert.ok(plain!.prediction === 1 && plain!.radius > 0, `${plain!.radius}`);

    const rounding = NetworkRounding.of([], head, [])!;
    const [counted] = certifiedRadii(seen, constants, () => rounding.atNorm(normUp(x)));
    assert.deepEqual(counted, { prediction: 1, radius: 0 });
    const [closer] = await rounding.lookCloser([x], plainProduct);
    const [again] = certifiedRadii(closer!.logits, constants, () => closer!.rounding);
    assert.equal(again!.radius, 0);
  });

  it("is certified, a little less far, with a margin to spare", () => {
    const seen = Float64Array.of(1, 3);
    const [plain] = certifiedRadii(seen, constants);
    const rounding = NetworkRounding.of([], head, [])!;
    const [counted] = certifiedRadii(seen, constants, () => rounding.atNorm(normUp(x)));
    assert.ok(counted!.radius < plain!.radius && counted!.radius > plain!.radius * (1 - 1e-5));
  });
});

describe("the bound of a margin's rounding", () => {
  // Nearly parallel, so that Cauchy and Schwarz lose nothing; all terms but the first are lost.
  const count = 72;
  const terms = (value: number) => [1, ...Array<number>(count).fill(value)];
  const [weights, input] = [terms(2 ** -12), Float64Array.from(terms(2 ** -13))];
  const dense = (name: string, kernel: readonly number[], outputs: number): DenseLayer => ({
    kind: "dense",
    name,
    kernel: Float32Array.from(kernel),
    inputs: kernel.length / outputs,
    outputs,
    bias: undefined,
    hasUnitColumns: false,
  });
  const lost = count * 2 ** -25;

  function assertAttained(rounding: NetworkRounding) {
    const bound = rounding.atNorm(normUp(input)).margin(1).loss / 2;
    assert.ok(lost <= bound && lost > 0.4 * bound, `${lost} against ${bound}`);
  }

  it("is attained to a half in the head", () => {
    const columns = weights.flatMap((weight) => [weight, 0]);
    assertAttained(NetworkRounding.of([], dense("head", columns, 2), [])!);
  });

  it("is attained to a half in a layer before it", () => {
    const graph = [{ layer: dense("first", weights, 1), inputs: [-1], entries: 1 }];
    const { layers } = networkBounds(graph);
    assertAttained(NetworkRounding.of(graph, dense("head", [1, 0], 2), layers)!);
  });
});
