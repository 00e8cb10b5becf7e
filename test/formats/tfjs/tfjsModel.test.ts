import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { loadLayersModel } from "@tensorflow/tfjs-layers";
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { registerGloroLayers } from "../../../examples/layersForTfjs.js";
import { readTfjsModel } from "../../../src/formats/tfjs/readTfjsModel.js";
import { writeTfjsModel } from "../../../src/formats/tfjs/writeTfjsModel.js";
import { convertKerasModel, kerasTopology } from "../../../src/gloro/keras/index.js";
import { buildNetwork } from "../../../src/gloro/network.js";
import { logitsStep } from "../../../src/gloro/programs/index.js";
import { assertClose } from "../../gloro/close.js";
import { host, runEagerly, valuesOf } from "../../gloro/eager.js";
import { writableNetworks } from "../../gloro/keras/writableNetworks.js";
import { randomValues, sizeOf } from "../../gloro/random.js";
import { randomParameters } from "../../gloro/state.js";
import { refusesFile } from "../refuses.js";
import { temporaryFolder } from "../temporaryFolder.js";

const count = 3;

/** What TF.js's own loader makes of the files. */
async function loadedByTfjs(path: string) {
  const model = JSON.parse(readFileSync(path, "utf8")) as tf.io.ModelJSON;
  const artifacts = await tf.io.getModelArtifactsForJSON(model, (manifest) => {
    const files = manifest.flatMap(({ paths }) => paths);
    const bytes = Buffer.concat(files.map((name) => readFileSync(join(dirname(path), name))));
    return Promise.resolve([
      manifest.flatMap(({ weights }) => weights),
      Uint8Array.from(bytes).buffer,
    ]);
  });
  return loadLayersModel(tf.io.fromMemory(artifacts));
}

describe("TF.js layers models", () => {
  before(async () => {
    await tf.setBackend("cpu");
    registerGloroLayers();
  });

  for (const [title, { network, dialects }] of Object.entries(writableNetworks)) {
    if (!dialects.includes("tfjs")) continue;
    it(`are read back by TF.js with the same logits, and by us: ${title}`, async () => {
      const path = join(temporaryFolder(), "model.json");
      const weights = randomParameters(network, 3);
      writeTfjsModel(path, kerasTopology(network, weights, "tfjs"));

      const values = randomValues(count * sizeOf(network.inputShape), 8);
      const images = host([count, ...network.inputShape], values);
      const program = logitsStep({ network, batchSize: count });
      const ours = valuesOf(runEagerly(program, weights, { images }).outputs, "logits");
      const model = await loadedByTfjs(path);
      const theirs = model.predict(tf.tensor(images.data, [count, ...network.inputShape]));
      assertClose(Array.from((theirs as tf.Tensor).dataSync()), ours, 1e-5, "logits");
      model.dispose();

      const read = convertKerasModel(await readTfjsModel(path));
      const back = logitsStep({ network: buildNetwork(read), batchSize: count });
      assert.deepEqual(
        valuesOf(runEagerly(back, read.weights, { images }).outputs, "logits"),
        ours,
      );
    });
  }

  const weights = [{ name: "head/kernel", shape: [2, 2], dtype: "float32" }];
  const topology = {
    class_name: "Sequential",
    config: {
      layers: [
        {
          class_name: "Dense",
          config: { name: "head", units: 2, use_bias: false, batch_input_shape: [null, 2] },
        },
      ],
    },
  };
  const whole = {
    format: "layers-model",
    modelTopology: { keras_version: "2.15.0", model_config: topology },
    weightsManifest: [{ paths: ["a.bin", "sub/b.bin"], weights }],
  };

  /** A model of two files, 12 and 4 bytes, with what is changed in it. */
  function modelFile(change: object = {}, text = JSON.stringify({ ...whole, ...change })): string {
    const path = join(temporaryFolder(), "model.json");
    const bytes = Buffer.from(Float32Array.of(1, 2, 3, 4).buffer);
    mkdirSync(join(dirname(path), "sub"));
    writeFileSync(join(dirname(path), "a.bin"), bytes.subarray(0, 13));
    writeFileSync(join(dirname(path), "sub/b.bin"), bytes.subarray(13));
    writeFileSync(path, text);
    return path;
  }

  it("are read as Python's converter writes them, in several files", async () => {
    const [kernel] = (await readTfjsModel(modelFile())).weights;
    assert.deepEqual(kernel, {
      layer: "head",
      name: "head/kernel",
      shape: [2, 2],
      data: Float32Array.of(1, 2, 3, 4),
    });
  });

  const manifest = (paths: string[], weight: object = {}) => ({
    weightsManifest: [{ paths, weights: [{ ...weights[0]!, ...weight }] }],
  });
  const both = ["a.bin", "sub/b.bin"];
  const refused: [string, object, string][] = [
    ["a graph model", { format: "graph-model" }, 'it is a TF.js "graph-model", of which only'],
    ["no manifest", { weightsManifest: 3 }, "(its weightsManifest is amiss)"],
    ["a way out", manifest(["../a.bin"]), '"../a.bin", outside of its folder. Put them beside it.'],
    ["an absolute path", manifest(["/etc/passwd"]), '"/etc/passwd", outside of its folder.'],
    ["an address", manifest(["http:\\\\x"]), "outside of its folder."],
    ["a quantised weight", manifest(both, { quantization: { dtype: "uint8" } }), "is quantised"],
    ["whole numbers", manifest(both, { dtype: "int32" }), 'is stored as "int32"; float32 is read.'],
    ["a file that is missing", manifest(["c.bin"]), "c.bin: there is no such file."],
    ["too few bytes", manifest(["a.bin"]), "weights have 13 bytes, where 16 are described."],
    ["too many bytes", manifest([...both, "a.bin"]), "more than 16 bytes, where 16 are described."],
    ["a claim of terabytes", manifest(both, { shape: [2 ** 20, 2 ** 20] }), "more than 268435456"],
    ["a weight of no layer", manifest(both, { name: "x/kernel" }), "belongs to no layer"],
    [
      "many files",
      manifest(Array<string>(10_001).fill("a.bin")),
      "in 10001 files; 10000 are read.",
    ],
  ];
  for (const [what, change, reason] of refused) {
    it(`are refused for ${what}`, async () => {
      const path = modelFile(change);
      await refusesFile(readTfjsModel(path), dirname(path), reason);
    });
  }

  it("are refused for other text, and for numbers that are not finite", async () => {
    const other = modelFile({}, "{");
    await refusesFile(readTfjsModel(other), other, "it is not JSON");
    const large = modelFile();
    const limits = { topologyBytes: 100 };
    await refusesFile(readTfjsModel(large, { limits }), large, "100 are read.");
    const path = modelFile(manifest(["nan.bin"]));
    const numbers = new Uint8Array(Float32Array.of(1, NaN, 3, 4).buffer);
    writeFileSync(join(dirname(path), "nan.bin"), numbers);
    await refusesFile(readTfjsModel(path), path, 'the weight "head/kernel" holds NaN');
  });

  it("are refused for a link that leads out of their folder", async () => {
    const secret = join(temporaryFolder(), "secret");
    writeFileSync(secret, new Uint8Array(16));
    const path = modelFile(manifest(["link.bin"]));
    symlinkSync(secret, join(dirname(path), "link.bin"));
    await refusesFile(readTfjsModel(path), path, '"link.bin" is a link that leads out');
  });
});
