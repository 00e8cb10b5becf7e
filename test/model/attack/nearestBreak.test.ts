import assert from "node:assert/strict";
import { createEngine } from "../../../src/engine/index.js";
import { buildNetwork } from "../../../src/gloro/network.js";
import type { AttackSetting } from "../../../src/model/attack/attackClaims.js";
import { attackPlan } from "../../../src/model/attack/attackOptions.js";
import { rankingOf } from "../../../src/model/attack/claim.js";
import { nearestBreak, radiiAtOnce } from "../../../src/model/attack/nearestBreak.js";
import { lipschitzOf, logitsOf } from "../../../src/model/certification.js";
import { NetworkOnEngine } from "../../../src/model/networkOnEngine.js";
import { randomValues } from "../../gloro/random.js";
import { randomState } from "../../gloro/state.js";

const features = 9;
const classes = 3;
const network = buildNetwork({
  inputShape: [features],
  layers: [{ kind: "dense", units: classes }],
});
const state = randomState(network, 5);

/** Of a linear net: how far the nearest input is at which another class has the largest logit. */
function trueDistance(logits: Float32Array): number {
  const kernel = state["dense_1/kernel"]!.data;
  const [top = 0] = rankingOf(logits);
  const distances = Array.from({ length: classes }, (_, rival) => {
    const difference = Array.from(
      { length: features },
      (__, row) => kernel[row * classes + top]! - kernel[row * classes + rival]!,
    );
    return (logits[top]! - logits[rival]!) / Math.hypot(...difference);
  });
  return Math.min(...distances.filter((distance) => distance > 0));
}

describe("nearestBreak", () => {
  let setting: AttackSetting;

  before(async () => {
    const onEngine = await NetworkOnEngine.load(
      network,
      state,
      await createEngine("onnx-cpu", { threads: 1 }),
    );
    const constants = (await lipschitzOf(onEngine, undefined))["lipschitzConstant"]!;
    setting = {
      onEngine,
      constants: { classes, values: constants.data },
      rows: radiiAtOnce,
      plan: attackPlan({}),
      judge: async (data) => {
        const x = { shape: [data.length / features, features], data };
        return Float32Array.from((await logitsOf(onEngine, x)).data);
      },
    };
  });

  after(() => setting.onEngine.dispose());

  it("finds the nearest input that a linear net answers otherwise, from far below and from near", async () => {
    for (const seed of [1, 2, 3]) {
      const image = Float32Array.from(randomValues(features, seed));
      const logits = await setting.judge(image);
      const truth = trueDistance(logits);
      for (const beyond of [0, 0.9 * truth]) {
        const input = { image, logits, top: rankingOf(logits).slice(0, 1), place: seed };
        const found = await nearestBreak({ ...input, beyond, farthest: 30 * truth }, setting);
        assert.ok(found?.isBroken, `seed ${seed}`);
        const excess = found.distance / truth - 1;
        assert.ok(excess > -1e-4 && excess < 0.02, `seed ${seed}: ${found.distance}, ${truth}`);
      }
    }
  });

  it("finds none where there is none as near", async () => {
    const image = Float32Array.from(randomValues(features, 1));
    const logits = await setting.judge(image);
    const input = { image, logits, top: rankingOf(logits).slice(0, 1), place: 0, beyond: 0 };
    const farthest = 0.9 * trueDistance(logits);
    assert.equal(await nearestBreak({ ...input, farthest }, setting), undefined);
  });
});
