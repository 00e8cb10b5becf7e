import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { ConfigError } from "../../src/runs/configError.js";
import { configSchema } from "../../src/runs/config.js";
import { loadConfig, parseConfig } from "../../src/runs/parseConfig.js";
import { lines, problemsOf, withLines } from "./exampleConfig.js";

const recipes = new URL("../../media/recipes/", import.meta.url).pathname;

describe("parseConfig", () => {
  it("fills in the defaults", () => {
    assert.deepEqual(parseConfig(lines.join("\n"), "mnist.gloro.json").config, {
      name: "mnist-2c2f",
      data: "mnist",
      architecture: "cnn_2C2F",
      epsilon: 0.3,
      trainingEpsilon: 0.3,
      epsilonSchedule: "fixed",
      loss: "crossentropy",
      lambdaSchedule: "fixed",
      optimizer: { name: "adam", beta1: 0.9, beta2: 0.999, epsilon: 1e-7, weightDecay: 0 },
      learningRate: 1e-3,
      learningRateSchedule: "fixed",
      epochs: 12,
      batchSize: 256,
      powerIterations: 5,
      augmentation: "none",
      engine: "auto",
      seed: 0,
      evaluation: { radii: [0.3], everyEpochs: 1 },
      metrics: { everySteps: 50 },
      checkpoints: { everyEpochs: 1 },
      tensorboard: false,
    });
  });

  it("turns fractions into numbers and short forms into long ones", () => {
    const { config } = parseConfig(
      withLines({
        3: '"architecture": { "layers": ["minMax", { "kind": "dense", "units": 10 }] },',
        4: '"epsilon": "36/255", "optimizer": { "name": "sgd", "momentum": 0.9 },',
      }),
      "/here/c.gloro.json",
    );
    assert.equal(config.epsilon, 36 / 255);
    assert.deepEqual(config.evaluation.radii, [36 / 255]);
    assert.deepEqual(config.optimizer, {
      name: "sgd",
      momentum: 0.9,
      nesterov: false,
      weightDecay: 0,
    });
    assert.deepEqual(config.architecture, {
      layers: [{ kind: "minMax" }, { kind: "dense", units: 10 }],
    });
  });

  it("takes paths of data from the config's folder", () => {
    const dataOf = (data: string) =>
      parseConfig(withLines({ 2: `"data": ${data},` }), "/here/c.gloro.json").config.data;
    assert.equal(dataOf('"digits"'), resolve("/here/digits"));
    assert.deepEqual(dataOf('{ "path": "mnist", "classes": 10 }'), { path: "mnist", classes: 10 });
    assert.deepEqual(dataOf('{ "path": "d.npz", "testFraction": 0.2 }'), {
      path: resolve("/here/d.npz"),
      testFraction: 0.2,
    });
    const files = '{ "images": "a.npy", "labels": "/b.npy" }';
    const resolved = { images: resolve("/here/a.npy"), labels: "/b.npy" };
    assert.deepEqual(dataOf(`{ "train": ${files}, "test": ${files} }`), {
      train: resolved,
      test: resolved,
    });
  });

  it("reads back what it resolved, as a run's config.json has it", () => {
    const { config } = parseConfig(withLines({ 4: '"epsilon": "36/255",' }), "c.gloro.json");
    assert.deepEqual(configSchema.parse(JSON.parse(JSON.stringify(config))), config);
  });

  const refused: [what: string, text: string, message: string][] = [
    [
      "an unknown key",
      withLines({ 4: '  "epsilon": 0.3, "epoch": 3,' }),
      'mnist.gloro.json:4: unknown key "epoch"; did you mean "epochs"?',
    ],
    [
      "an unknown key inside another",
      withLines({ 4: '"epsilon": 0.3, "optimizer": {\n"name": "sgd", "momentun": 0.9 },' }),
      'mnist.gloro.json:5: unknown key "momentun" in optimizer; did you mean "momentum"?',
    ],
    [
      "an unknown key unlike any other",
      withLines({ 4: '"epsilon": 0.3, "metrics": { "xyzzyxyzzy": 1 },' }),
      'mnist.gloro.json:4: unknown key "xyzzyxyzzy" in metrics. Known: everySteps.',
    ],
    [
      "a negative epsilon",
      withLines({ 4: '"epsilon": -0.3,' }),
      "mnist.gloro.json:4: epsilon must be a positive number or a fraction such as 36/255, got -0.3.",
    ],
    ...["36/0", "0/255", "thirty", "36/255/3"].map((text): [string, string, string] => [
      `the fraction ${text}`,
      withLines({ 4: `"epsilon": "${text}",` }),
      `mnist.gloro.json:4: epsilon must be a positive number or a fraction such as 36/255, got "${text}".`,
    ]),
    [
      "a radius of a list",
      withLines({ 4: '"epsilon": 0.3, "evaluation": {\n"radii": [0.1,\n0] },' }),
      "mnist.gloro.json:6: evaluation.radii[1] must be a positive number or a fraction such as 36/255, got 0.",
    ],
    [
      "a missing key",
      withLines({ 6: "" }),
      "mnist.gloro.json:1: epochs is missing; it must be a whole number from 1 on.",
    ],
    [
      "a value of another type",
      withLines({ 6: '"epochs": "twelve"' }),
      'mnist.gloro.json:6: epochs must be a whole number from 1 on, got "twelve".',
    ],
    [
      "data of two places",
      withLines({ 2: '"data": { "path": "a", "test": { "images": "b", "labels": "c" } },' }),
      'mnist.gloro.json:2: data must be an object with either path, or train and perhaps test, got {"path":"a","test":{"images":"b","labels":"c"}}.',
    ],
    [
      "data of no place",
      withLines({ 2: '"data": { "classes": 10 },' }),
      'mnist.gloro.json:2: data must be an object with either path, or train and perhaps test, got {"classes":10}.',
    ],
    [
      "data of another type",
      withLines({ 2: '"data": 3,' }),
      'mnist.gloro.json:2: data must be "mnist", a path, or an object with path or train, got 3.',
    ],
    [
      "an unknown engine",
      withLines({ 6: '"epochs": 3, "engine": "onxx-cpu"' }),
      'mnist.gloro.json:6: engine must be one of auto, onnx-cpu, onnx-webgpu, tensorflow, eager, got "onxx-cpu"; did you mean "onnx-cpu"?',
    ],
    [
      "an unknown optimizer",
      withLines({ 6: '"epochs": 3, "optimizer": "adm"' }),
      'mnist.gloro.json:6: optimizer must be one of adam, adamw, nadam, sgd, or an object with name, got "adm"; did you mean "adam"?',
    ],
    [
      "an unknown name of an optimizer",
      withLines({ 6: '"epochs": 3, "optimizer": {"name": "adm"}' }),
      'mnist.gloro.json:6: optimizer.name must be one of adam, adamw, nadam, sgd, lookahead, got "adm"; did you mean "adam"?',
    ],
    [
      "lookahead without an inner optimizer",
      withLines({ 6: '"epochs": 3, "optimizer": {"name": "lookahead"}' }),
      "mnist.gloro.json:6: optimizer.inner is missing; it must be one of adam, adamw, nadam, sgd, or an object with name.",
    ],
    [
      "a setting inside lookahead",
      withLines({
        6: '"epochs": 3, "optimizer": {"name": "lookahead",\n"inner": {"name": "adam", "clipNorm": 0}}',
      }),
      "mnist.gloro.json:7: optimizer.inner.clipNorm must be a positive number, got 0.",
    ],
    [
      "a share that is too large",
      withLines({
        6: '"epochs": 3, "optimizer": {"name": "lookahead", "inner": "sgd", "slowStep": 2}',
      }),
      "mnist.gloro.json:6: optimizer.slowStep must be a number above 0, up to 1, got 2.",
    ],
    [
      "a loss of another type",
      withLines({ 5: '"loss": 3,' }),
      "mnist.gloro.json:5: loss must be the name of a loss, or an object with name, got 3.",
    ],
    [
      "an option that no loss has",
      withLines({ 5: '"loss": { "name": "crossentropy", "temprature": 2 },' }),
      'mnist.gloro.json:5: unknown key "temprature" in loss; did you mean "temperature"?',
    ],
    [
      "an option that is another loss's",
      withLines({ 5: '"loss": { "name": "trades_kl", "temperature": 2 },' }),
      'mnist.gloro.json:5: loss: unknown option of the loss trades_kl "temperature". Known: lambda.',
    ],
    [
      "a temperature of 0",
      withLines({ 5: '"loss": { "name": "crossentropy", "temperature": 0 },' }),
      "mnist.gloro.json:5: loss.temperature must be a positive number, got 0.",
    ],
    [
      "an unknown loss",
      withLines({ 5: '"loss": "crossentropi",' }),
      'mnist.gloro.json:5: loss: unknown loss "crossentropi"; did you mean "crossentropy"?',
    ],
    [
      "an unknown schedule",
      withLines({ 5: '"loss": "crossentropy", "lambdaSchedule": "linaer",' }),
      'mnist.gloro.json:5: lambdaSchedule: unknown schedule "linaer"; did you mean "linear"?',
    ],
    [
      "an acceleration that the engine has not",
      withLines({ 6: '"epochs": 3, "engine": "onnx-cpu",\n"precision": "bfloat16",\n"xla": true' }),
      [
        'mnist.gloro.json:7: precision: bfloat16 needs "engine": "tensorflow", got "onnx-cpu".',
        'mnist.gloro.json:8: xla: true needs "engine": "tensorflow", got "onnx-cpu".',
      ].join("\n"),
    ],
    [
      "an acceleration without an engine",
      withLines({ 6: '"epochs": 3, "precision": "bfloat16"' }),
      'mnist.gloro.json:6: precision: bfloat16 needs "engine": "tensorflow", got "auto".',
    ],
    [
      "an acceleration on an engine that has it",
      withLines({
        6: '"epochs": 3, "engine": "tensorflow", "precision": "bfloat16", "xla": true',
      }),
      "no error",
    ],
    [
      "several devices without an engine",
      withLines({ 6: '"epochs": 3, "devices": 2' }),
      'mnist.gloro.json:6: devices: 2 needs "engine": "tensorflow", got "auto".',
    ],
    [
      "several devices with an acceleration",
      withLines({ 6: '"epochs": 3, "engine": "tensorflow", "devices": 2, "xla": true' }),
      "mnist.gloro.json:6: devices: 2 devices train in float32 and without xla: leave xla out, or set devices to 1.",
    ],
    [
      "devices that cannot share a batch evenly",
      withLines({ 6: '"epochs": 3, "engine": "tensorflow", "devices": 3' }),
      "mnist.gloro.json:6: devices: 3 devices cannot share a batchSize of 256 evenly; make it a multiple of 3.",
    ],
    [
      "half a device, of a batch that is wrong too",
      withLines({ 6: '"epochs": 3, "devices": 0.5, "batchSize": "all"' }),
      'mnist.gloro.json:6: batchSize must be a whole number from 1 on, got "all".\n' +
        "mnist.gloro.json:6: devices must be a whole number from 1 on, got 0.5.",
    ],
    [
      "an unknown augmentation",
      withLines({ 5: '"loss": "crossentropy", "augmentation": "standart",' }),
      'mnist.gloro.json:5: augmentation: unknown augmentation "standart"; did you mean "standard"?',
    ],
    [
      "several problems, words of the method among them",
      withLines({ 4: '"epsilon": 0,', 5: '"loss": "crossentropi",', 6: '"epochs": 0' }),
      [
        "mnist.gloro.json:4: epsilon must be a positive number or a fraction such as 36/255, got 0.",
        'mnist.gloro.json:5: loss: unknown loss "crossentropi"; did you mean "crossentropy"?',
        "mnist.gloro.json:6: epochs must be a whole number from 1 on, got 0.",
      ].join("\n"),
    ],
    [
      "a missing comma",
      withLines({ 4: '"epsilon": 0.3' }),
      "mnist.gloro.json:5: syntax error: comma expected.",
    ],
    ["an empty file", "", "mnist.gloro.json:1: syntax error: value expected."],
    [
      "a key written twice",
      withLines({ 6: '"epochs": 3,\n"epochs": 4' }),
      'mnist.gloro.json:7: "epochs" is written twice.',
    ],
    [
      "a list",
      "[]",
      "mnist.gloro.json:1: the config must be an object with $schema, name, data, architecture, from, epsilon, trainingEpsilon, epsilonSchedule, loss, lambdaSchedule, relaxation, optimizer, learningRate, learningRateSchedule, epochs, batchSize, powerIterations, augmentation, engine, precision, xla, devices, stepsPerCall, seed, evaluation, metrics, checkpoints, tensorboard, sweep, got [].",
    ],
  ];
  for (const [what, text, message] of refused) {
    it(`refuses ${what}`, () => {
      assert.equal(problemsOf(text), message);
    });
  }

  it("gives an editor the line and the column", () => {
    assert.throws(
      () => parseConfig(withLines({ 4: '  "epsilon": -1,' }), "c.gloro.json"),
      (error) => {
        assert.ok(error instanceof ConfigError);
        assert.deepEqual(error.problems[0]?.where, {
          kind: "file",
          file: "c.gloro.json",
          line: 4,
          column: 3,
        });
        return true;
      },
    );
  });

  it("says where a file is missing", () => {
    assert.throws(() => loadConfig("/no/such.gloro.json"), {
      name: "ConfigError",
      message: /^\/no\/such\.gloro\.json:1: cannot be read: ENOENT/,
    });
  });

  for (const recipe of readdirSync(recipes)) {
    it(`accepts the recipe ${recipe}`, () => {
      const text = readFileSync(recipes + recipe, "utf8");
      const { config } = parseConfig(text, recipe);
      assert.equal(`${config.name}.gloro.json`, recipe);
    });
  }
});
