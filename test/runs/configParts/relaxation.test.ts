import assert from "node:assert/strict";
import { ConfigError } from "../../../src/runs/configError.js";
import { parseConfig } from "../../../src/runs/parseConfig.js";

const config = {
  data: "mnist",
  architecture: "cnn_2C2F",
  epsilon: 0.3,
  loss: "crossentropy",
  epochs: 3,
};

function parsed(relaxation: unknown, changes: object = {}) {
  return parseConfig(JSON.stringify({ ...config, ...changes, relaxation }), "mnist.gloro.json")
    .config;
}

function problemOf(relaxation: unknown, changes: object): string {
  try {
    parsed(relaxation, changes);
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    return error.message;
  }
  return "no error";
}

describe("the relaxation of a config", () => {
  it("stays as it is written", () => {
    for (const relaxation of [
      { kind: "rtk", k: 3 },
      { kind: "affinity", sets: [[0, 2], [1]] },
      { kind: "affinity", sets: "[0,2][1]" },
    ])
      assert.deepEqual(parsed(relaxation).relaxation, relaxation);
  });

  it("is checked against the classes where the config tells them", () => {
    const tenLogits = { architecture: { layers: ["flatten", { kind: "dense", units: 10 }] } };
    const tenClasses = { data: { path: "digits.npz", classes: 10 } };
    for (const [relaxation, changes, problem] of [
      [{ kind: "rtk", k: 10 }, {}, "no error"],
      [{ kind: "rtk", k: 10 }, tenLogits, "a whole number k from 1 to 9"],
      [{ kind: "rtk", k: 10 }, tenClasses, "a whole number k from 1 to 9"],
      [{ kind: "affinity", sets: [[0, 10]] }, tenLogits, "10 is not a class"],
    ] as const) {
      const found = problemOf(relaxation, changes);
      assert.ok(found.includes(problem), found);
    }
  });

  it("is refused with what is wrong", () => {
    for (const [relaxation, problem] of [
      [{ kind: "rtk", k: 0 }, "relaxation.k must be a whole number from 1 on, got 0."],
      [{ kind: "affinity", sets: [[1, 1]] }, "class 1 stands there twice"],
      [{ kind: "affinity", sets: "0,1" }, "must be written like"],
      [{ kind: "affinity", sets: 3 }, "relaxation.sets must be lists of classes"],
      [{ kind: "affinity", sets: [["a"]] }, "relaxation.sets[0][0] must be a class"],
      [{ kind: "affinities" }, 'did you mean "affinity"?'],
      [{ kind: "rtk", k: 1, sets: [] }, 'unknown key "sets" in relaxation'],
    ] as const) {
      const found = problemOf(relaxation, {});
      assert.ok(found.includes(problem), found);
    }
  });
});
