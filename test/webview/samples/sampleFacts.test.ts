import assert from "node:assert/strict";
import {
  attackVerdict,
  classLogits,
  logitRows,
  sampleFacts,
} from "../../../webview/samples/sampleFacts.js";
import type { OpenSample } from "../../../webview/samples/sampleFacts.js";

const shape = { height: 1, width: 1, channels: 1 };
const open: OpenSample = {
  example: 1,
  samples: {
    count: 2,
    data: "pets",
    epsilon: 0.3,
    classNames: ["cat", "dog", "fish"],
    image: shape,
    tile: shape,
    labels: Int32Array.of(0, 0),
    predictions: Int32Array.of(0, 1),
    certified: {
      isProven: false,
      radii: new Float64Array(2),
      rightRadii: new Float64Array(2),
      tops: new Int32Array(2),
      rivals: new Int32Array(2),
    },
  },
  certified: {
    isProven: true,
    radii: Float64Array.of(0, 0.4),
    rightRadii: Float64Array.of(0, -1),
    tops: Int32Array.of(1, 1),
    rivals: Int32Array.of(1, 2),
  },
  sample: { example: 1, image: Float32Array.of(0), logits: Float32Array.of(1, 4, 3.5) },
};
const found = { distance: 0.8, image: Float32Array.of(0.8), logits: Float32Array.of(1, 2, 3) };
const attacked = { ...open, attack: { example: 1, upTo: 5, found } };
const factOf = (name: string, of = open) => sampleFacts(of).find(([each]) => each === name)?.[1];

describe("sampleFacts", () => {
  it("tells label, answer, proven radius, and the competitor with its margin", () => {
    assert.equal(factOf("label"), "cat");
    assert.equal(factOf("predicted"), "dog");
    assert.equal(factOf("certified radius, proven"), "0.4");
    assert.equal(factOf("competing class"), "fish");
    assert.equal(factOf("its margin"), "0.5");
  });

  it("says where radii are estimates, and how many classes a relaxed net certifies", () => {
    const certified = {
      ...open.certified,
      isProven: false,
      tops: Int32Array.of(1, 2),
      rivals: Int32Array.of(1, 0),
    };
    const relaxed = { ...open, certified };
    assert.equal(factOf("certified radius, estimated", relaxed), "0.4");
    assert.equal(factOf("certified classes", relaxed), "the first 2");
    assert.equal(factOf("its margin", relaxed), "2.5");
  });

  it("says how far an attack came", () => {
    const none = { ...open, attack: { example: 1, upTo: 5, found: null } };
    assert.deepEqual(
      [open, attacked, none].map((each) => factOf("attack", each)),
      ["not tried", "succeeds at 0.8", "none found up to 5"],
    );
  });
});

describe("attackVerdict", () => {
  it("sets what was found beside what is certified", () => {
    assert.equal(attackVerdict(open), undefined);
    const { text, isRefuted } = attackVerdict(attacked)!;
    assert.match(text, /^At an L2 distance of 0\.8 .* from dog to fish\. Nothing closer than 0\.4/);
    assert.equal(isRefuted, false);
  });

  it("tells a certificate that is false", () => {
    const certified = { ...open.certified, radii: Float64Array.of(0, 0.9) };
    const { text, isRefuted } = attackVerdict({ ...attacked, certified })!;
    assert.equal(isRefuted, true);
    assert.match(text, /closer than the certified radius of 0\.9, which is false/);
  });

  it("speaks of several classes where several are certified", () => {
    const certified = { ...open.certified, tops: Int32Array.of(1, 2) };
    assert.match(attackVerdict({ ...attacked, certified })!.text, /among the first 2\./);
  });
});

describe("classLogits", () => {
  it("marks the predicted and the competing class, and has the attack's logits beside", () => {
    const classes = classLogits(attacked);
    assert.deepEqual(
      classes.map(({ role }) => role),
      ["other", "predicted", "rival"],
    );
    assert.deepEqual(logitRows(classes), [
      ["class", "logit", "attacked"],
      ["cat", 1, 1],
      ["dog", 4, 2],
      ["fish", 3.5, 3],
    ]);
  });
});
