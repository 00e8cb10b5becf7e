import assert from "node:assert/strict";
import { Matrix as MlMatrix, SingularValueDecomposition } from "ml-matrix";
import { certifiedAt, certifiedRadii } from "../../src/certify/certifiedRadius.js";
import { gramIteration } from "../../src/certify/gramIteration.js";
import { marginConstants, type MarginConstants } from "../../src/certify/marginConstants.js";
import { exactly, type UpperBound } from "../../src/certify/upperBound.js";
import { GloroError, ShapeError } from "../../src/gloro/errors.js";
import { random } from "./random.js";

/** K_ji = 2 between any two of three classes. */
const constants: MarginConstants = {
  classes: 3,
  values: [0, 2, 2, 2, 0, 2, 2, 2, 0].map(exactly),
};

describe("certifiedRadii", () => {
  it("is the smallest margin over its constant, rounded down", () => {
    const [point] = certifiedRadii(Float32Array.of(1, 4, 2), constants);
    assert.equal(point!.prediction, 1);
    assert.ok(point!.radius < 1 && point!.radius > 1 - 1e-12, `${point!.radius}`);
  });

  it("takes each pair's own constant", () => {
    const values = [0, 1, 10, 1, 0, 4, 10, 4, 0].map(exactly);
    const logits = Float32Array.of(9, 4, 1, 4, 9, 1);
    const [first, second] = certifiedRadii(logits, { classes: 3, values });
    assert.ok(Math.abs(first!.radius - 8 / 10) < 1e-12, `${first!.radius}`);
    assert.ok(Math.abs(second!.radius - 8 / 4) < 1e-12, `${second!.radius}`);
  });

  it("never certifies a tie, and predicts the first of the equals", () => {
    assert.deepEqual(certifiedRadii(Float32Array.of(1, 4, 4, 4, 4, 4), constants), [
      { prediction: 1, radius: 0 },
      { prediction: 0, radius: 0 },
    ]);
    assert.ok(!certifiedAt(0, 0));
  });

  it("never certifies logits that are not finite", () => {
    for (const bad of [NaN, Infinity, -Infinity]) {
      for (let place = 0; place < 3; place++) {
        const logits = Float32Array.of(1, 5, 2).with(place, bad);
        const expected = [{ prediction: undefined, radius: 0 }];
        assert.deepEqual(certifiedRadii(logits, constants), expected, `${bad} at ${place}`);
      }
    }
  });

  it("is infinite only where two logits move together", () => {
    const values = [0, 0, 2, 0, 0, 2, 2, 2, 0].map(exactly);
    const [near, far] = certifiedRadii(Float32Array.of(5, 4, 1, 5, 4, -1e30), {
      classes: 3,
      values,
    });
    assert.ok(near!.radius < 2 && near!.radius > 1.999);
    assert.ok(Number.isFinite(far!.radius));
    const equalHead = { classes: 2, values: [0, 0, 0, 0].map(exactly) };
    assert.equal(certifiedRadii(Float32Array.of(2, 1), equalHead)[0]!.radius, Infinity);
    assert.equal(certifiedRadii(Float32Array.of(2, 2), equalHead)[0]!.radius, 0);
  });

  it("refuses logits that are not whole rows", () => {
    assert.throws(() => certifiedRadii(new Float32Array(4), constants), ShapeError);
  });
});

describe("certifiedAt", () => {
  it("is strict", () => {
    assert.ok(certifiedAt(0.3, 0.29));
    assert.ok(!certifiedAt(0.3, 0.3));
    assert.ok(!certifiedAt(0.3, 0.31));
  });

  it("refuses an epsilon that is negative or NaN, which would certify everything or nothing", () => {
    for (const epsilon of [-0.1, NaN]) assert.throws(() => certifiedAt(1, epsilon), GloroError);
  });
});

/**
 * A linear net of two classes whose margin falls as fast as its constants allow in one direction, and a
 * point: an input just outside the true radius is then classified otherwise.
 */
function attackableNet(seed: number) {
  const size = 6;
  const matrix = MlMatrix.from1DArray(size, size, random(seed).floats(size * size));
  const svd = new SingularValueDecomposition(matrix);
  // Row vectors: features = x·W. Head columns ±v, with v the top right singular vector.
  const u = svd.leftSingularVectors.getColumnVector(0);
  const v = svd.rightSingularVectors.getColumnVector(0);
  const kernel = Float64Array.from(v.to1DArray().flatMap((value) => [value, -value]));
  const x = MlMatrix.rowVector(random(seed + 500).floats(size)).add(u.transpose().mul(3));
  const logits = (input: MlMatrix) => {
    const y = input.mmul(matrix).mmul(MlMatrix.from1DArray(size, 2, kernel));
    return Float64Array.from(y.to1DArray());
  };
  const values = Float64Array.from(matrix.to1DArray());
  return {
    bound: gramIteration({ rows: size, columns: size, values }, 30),
    head: {
      kind: "dense",
      name: "head",
      kernel,
      inputs: size,
      outputs: 2,
      bias: undefined,
      hasUnitColumns: false,
    } as const,
    clean: logits(x),
    attacked: (distance: number) => logits(MlMatrix.sub(x, u.transpose().mul(distance))),
    radius: (logits(x)[0]! - logits(x)[1]!) / (2 * svd.norm2),
  };
}

describe("a claim 0.3% beyond the true radius", () => {
  const nets = Array.from({ length: 50 }, (_, seed) => attackableNet(seed));
  const claimOf = (net: (typeof nets)[number]) => net.radius * 1.003;
  const certified = (boundOf: (net: (typeof nets)[number]) => UpperBound) =>
    nets.filter((net) => {
      const [point] = certifiedRadii(net.clean, marginConstants(net.head, boundOf(net)));
      return point!.prediction === 0 && certifiedAt(point!.radius, claimOf(net));
    }).length;

  it("is false for every net: an input within it is classified otherwise", () => {
    nets.forEach((net, seed) => {
      assert.ok(net.clean[0]! > net.clean[1]!, `seed ${seed}`);
      const [y0, y1] = net.attacked(claimOf(net) * (1 - 1e-9));
      assert.ok(y0! < y1!, `seed ${seed}: ${y0}, ${y1}`);
    });
  });

  it("is certified for none by the sound bound, for all by a norm 0.5% too low", () => {
    assert.equal(
      certified(({ bound }) => bound),
      0,
    );
    assert.equal(
      certified(({ bound }) => exactly(bound * 0.995)),
      nets.length,
    );
  });

  it("is close: 0.1% inside the true radius the sound bound certifies all", () => {
    nets.forEach((net, seed) => {
      const [point] = certifiedRadii(net.clean, marginConstants(net.head, net.bound));
      assert.ok(certifiedAt(point!.radius, net.radius * 0.999), `seed ${seed}`);
    });
  });
});
