import assert from "node:assert/strict";
import { marginConstants } from "../../../src/formats/onnx/marginConstants.js";
import { randomValues } from "../../gloro/random.js";

const [features, classes] = [20, 6];

describe("marginConstants of an exported model", () => {
  it("are never below L_sub·‖W_j − W_i‖, and at most one float32 above", () => {
    let roundedUp = 0;
    for (let seed = 0; seed < 50; seed++) {
      const data = randomValues(features * classes, seed);
      const subLipschitz = 1 + seed / 7;
      const constants = marginConstants({ shape: [features, classes], data }, subLipschitz).data;
      for (let j = 0; j < classes; j++)
        for (let i = 0; i < classes; i++) {
          const differences = Array.from({ length: features }, (_, row) =>
            Math.abs(data[row * classes + j]! - data[row * classes + i]!),
          );
          const truth = subLipschitz * Math.hypot(...differences);
          const constant = constants[j * classes + i]!;
          assert.ok(constant >= truth, `seed ${seed}, ${j}, ${i}: ${constant} below ${truth}`);
          assert.ok(constant <= truth * (1 + 2 ** -22), `seed ${seed}: ${constant} for ${truth}`);
          if (Math.fround(truth) < truth) roundedUp++;
        }
    }
    assert.ok(roundedUp > 100, "rounding to nearest would often be below");
  });

  it("never vanish where two columns differ", () => {
    const data = Float32Array.of(0, 2 ** -149);
    const { data: constants } = marginConstants({ shape: [1, 2], data }, 1e-3);
    assert.deepEqual(Array.from(constants), [0, 2 ** -126, 2 ** -126, 0]);
  });
});
