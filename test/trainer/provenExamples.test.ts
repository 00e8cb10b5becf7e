import assert from "node:assert/strict";
import { buildNetwork } from "../../src/gloro/network.js";
import type { Predictions } from "../../src/model/predictions.js";
import { provenExamples } from "../../src/trainer/provenExamples.js";

const network = buildNetwork({
  inputShape: [2],
  layers: [
    { kind: "dense", units: 2, useBias: false },
    { kind: "dense", units: 2, useBias: false },
  ],
});
const [first = "", second = ""] = Object.keys(network.parameters);

/** Two features that are scaled by `gain`, then a head with columns √2 apart, whose logits are (1, 0). */
function proven(gain: number, byPowerMethod: number) {
  const square = (a: number) => ({
    shape: [2, 2],
    dtype: "float32" as const,
    data: Float32Array.of(a, 0, 0, a),
  });
  const predictions: Predictions = {
    count: 1,
    classes: 2,
    labels: Int32Array.of(0),
    predictions: Int32Array.of(0),
    radii: Float64Array.of(Number.NaN),
    losses: Float64Array.of(0),
    logits: Float32Array.of(1, 0),
    lipschitz: [byPowerMethod],
    subLipschitz: byPowerMethod,
    rates: {},
  };
  return provenExamples(
    {
      network,
      predictions,
      weights: { [first]: square(gain), [second]: square(1) },
      split: { count: 1, images: new Float32Array(2), labels: Int32Array.of(0) },
      relaxation: undefined,
    },
    [],
  );
}

describe("provenExamples", () => {
  it("compares its radii with those of the best estimate from below", async () => {
    for (const byPowerMethod of [3, 4]) {
      const { estimated, examples, estimates } = await proven(4, byPowerMethod);
      assert.ok(Math.abs(estimated.radii[0]! - 1 / (4 * Math.SQRT2)) < 1e-9);
      assert.ok(examples.radii[0]! < estimated.radii[0]!);
      assert.ok([...estimates.values()].every((each) => Math.abs(each - 4) < 1e-9));
    }
  });

  it("takes the power method's where it found more", async () => {
    const { estimated } = await proven(4, 5);
    assert.ok(Math.abs(estimated.radii[0]! - 1 / (5 * Math.SQRT2)) < 1e-9);
  });

  it("gives a number where a layer of zeros lets nothing through", async () => {
    const { estimated, withoutRounding } = await proven(0, 0);
    assert.equal(estimated.radii[0], withoutRounding.radii[0]);
    assert.ok(estimated.radii[0]! > 0);
  });
});
