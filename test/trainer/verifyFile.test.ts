import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TestData } from "../../src/data/dataSet.js";
import { CertificateError } from "../../src/formats/certificate/certificateError.js";
import type { CertificateContent } from "../../src/formats/certificate/certificateSchema.js";
import {
  certificateText,
  parseCertificate,
} from "../../src/formats/certificate/certificateText.js";
import type { LayerConfig } from "../../src/gloro/layers/layer.js";
import { buildNetwork } from "../../src/gloro/network.js";
import type { Relaxation } from "../../src/gloro/relaxations/index.js";
import { writeSavedNet } from "../../src/model/files/writeSavedNet.js";
import { certifyFile } from "../../src/trainer/certifyFile.js";
import { subjectOf, verifyFile } from "../../src/trainer/verifyFile.js";
import { verifyCertificate } from "../../src/verify/verifyCertificate.js";
import type { Subject } from "../../src/verify/subject.js";
import { gloro } from "../cli/gloro.js";
import { randomValues } from "../gloro/random.js";
import { randomParameters } from "../gloro/state.js";
import { StopSignal } from "../../src/trainer/stopSignal.js";
import { train } from "../../src/trainer/train.js";
import { temporaryFolder } from "./temporaryFolder.js";
import { createTinyRun } from "./tinyRun.js";

const inputShape = [6, 6, 2] as const;
const examples = 12;

interface Certified {
  readonly relaxation?: Relaxation;
  readonly layers: readonly LayerConfig[];
}

const nets: Readonly<Record<string, Certified>> = {
  "a chain": {
    layers: [
      { kind: "conv2d", filters: 4, kernelSize: 3, padding: "same" },
      { kind: "minMax" },
      { kind: "averagePooling2d", poolSize: 2, strides: 2 },
      { kind: "conv2d", filters: 6, kernelSize: 2, strides: 1 },
      { kind: "elu", alpha: 1.5 },
      { kind: "flatten" },
      { kind: "dense", units: 8 },
      { kind: "softplus" },
      { kind: "dense", units: 3, unitColumns: true },
    ],
  },
  "relaxed top-k, in branches": {
    relaxation: { kind: "rtk", k: 2 },
    layers: [
      { kind: "liResNetBlock", name: "block" },
      { kind: "maxPooling2d", poolSize: 3, strides: 1, padding: "same" },
      { kind: "bias", name: "shifted" },
      { kind: "add", inputs: ["block", "shifted", "input"], name: "sum" },
      { kind: "scaling", name: "scaled" },
      { kind: "concatenate", inputs: ["sum", "scaled"] },
      { kind: "invertibleDownsampling" },
      { kind: "flatten" },
      { kind: "dense", units: 4 },
    ],
  },
  "affinity sets": {
    relaxation: {
      kind: "affinity",
      sets: [
        [0, 1],
        [1, 2],
      ],
    },
    layers: [
      { kind: "flatten" },
      { kind: "dense", units: 10 },
      { kind: "sigmoid" },
      { kind: "dense", units: 3 },
    ],
  },
};

/** Images of which a net is sure of some. */
function dataOf(classes: number, seed = 1): TestData {
  const images = randomValues(examples * 72, seed).map((x, at) => Math.fround(x * (1 + (at % 5))));
  const labels = Int32Array.from({ length: examples }, (_, at) => at % classes);
  const test = { count: examples, images: Float32Array.from(images), labels };
  return { name: "some images", inputShape, classes, test };
}

async function certified(folder: string, { layers, relaxation }: Certified) {
  const network = buildNetwork({ inputShape, layers });
  const [model, out] = [join(folder, "net.gloronet"), join(folder, "net.gloro-certificate.json")];
  const named = network.layers.map(({ name, config }) => ({ ...config, name }));
  const weights = randomParameters(network, 3);
  await writeSavedNet(model, { inputShape, layers: named, weights, epsilon: 0.1, relaxation });
  const data = dataOf(network.classes);
  await certifyFile(model, { data, epsilons: [0.01, 0.1], out });
  const { content, isSealed } = parseCertificate(out, readFileSync(out, "utf8"));
  assert.ok(isSealed);
  return { model, out, data, content };
}

type Path = readonly (string | number)[];

/** Every number and every text of a document, with where it is. */
function* leaves(value: unknown, path: Path = []): Generator<[Path, number | string]> {
  if (typeof value === "number" || typeof value === "string") yield [path, value];
  else if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* leaves(inner, [...path, key]);
  }
}

function altered(content: CertificateContent, path: Path, value: unknown): CertificateContent {
  const copy = structuredClone(content);
  const [holder, key] = [path.slice(0, -1), path.at(-1)!];
  const place = holder.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], copy);
  (place as Record<string, unknown>)[key] = value;
  return copy;
}

/** What would claim more, or something else: by the last word of a number's path that is no position. */
const stronger: Readonly<Record<string, (value: number, classes: number) => readonly number[]>> = {
  version: (value) => [value + 1],
  examples: (value) => [value - 1, value + 1],
  epsilons: () => [1e9],
  bound: (value) => (value > 0 ? [value * (1 - 1e-4), 0] : []),
  rounds: () => [0],
  sigma: (value) => [value * (1 - 1e-4), value * (1 + 1e-4), 0],
  sides: () => [0, 1],
  twists: () => [0.25],
  magnitude: (value) => (value > 0 ? [value * (1 - 1e-2), 0] : []),
  offset: (value) => (value > 0 ? [value * (1 - 1e-4), 0] : []),
  additions: (value) => [value - 1, value + 1],
  roundings: (value) => [value - 1, value + 1],
  subLipschitz: (value) => [value * (1 - 1e-9), value * (1 + 1e-9), 0],
  lipschitzConstants: (value) => (value < 0 ? [0, 1] : [value * (1 - 1e-9), value / 2]),
  logits: (value) => [value + 0.1, -value - 0.1],
  prediction: (value, classes) => [(value + 1) % classes, -1],
  label: (value, classes) => [(value + 1) % classes],
  // A closer look in Float64 may prove a little more, which is then true.
  radii: (value) => [Math.max(value, 0) * 1.01 + 1e-3, 1e9, Infinity],
  correct: (value) => [value - 1, value + 1],
  rejected: (value) => [value - 1, value + 1],
  robust: (value) => [value - 1, value + 1],
  guaranteed: (value) => [value - 1, value + 1],
};

// What names something for people, and which of two proofs that both hold is given.
const harmless = ["model.name", "data.name"];

/** Why a certificate that was sealed anew is refused; nothing where it is not. */
function refusal(content: CertificateContent, subject: Subject): string | undefined {
  let read: CertificateContent;
  try {
    read = parseCertificate("altered", certificateText(content)).content;
  } catch (error) {
    return String(error);
  }
  for (const { failures } of verifyCertificate(read, subject)) {
    if (failures[0] !== undefined) return failures[0];
  }
  return undefined;
}

/** Whether a certificate is read, and its seal holds. */
function isIntact(text: string): boolean {
  try {
    return parseCertificate("altered", text).isSealed;
  } catch (error) {
    assert.ok(error instanceof CertificateError);
    return false;
  }
}

describe("verifyFile", () => {
  const folder = temporaryFolder();

  for (const [name, net] of Object.entries(nets)) {
    it(`refuses a certificate altered in any one number or word: ${name}`, async () => {
      const { model, out, data, content } = await certified(folder.path, net);
      const verified = await verifyFile({ certificate: out, model, data });
      assert.ok(verified.isVerified, JSON.stringify(verified.claims));

      const subject = await subjectOf(model, data, content);
      const classes = subject.head.outputs;
      assert.ok(content.inputs.some(({ radii }) => radii.some((radius) => radius > 0)));
      const text = readFileSync(out, "utf8");
      let alterations = 0;
      for (const [path, value] of leaves(content)) {
        const where = path.join(".");
        const word = path.findLast((step) => !/^\d+$/.test(String(step)))!;
        const isText = typeof value === "string";
        const others = isText ? [`${value}x`] : stronger[String(word)]!(value, classes);
        for (const other of others) {
          alterations += 1;
          const changed = altered(content, path, other);
          // With the old seal it is refused whatever was altered.
          const unsealed = certificateText(changed).replace(
            /"seal":".*/,
            /"seal":".*/.exec(text)![0],
          );
          assert.ok(!isIntact(unsealed), where);
          // Sealed anew: the claim itself is found false. Digests are compared before.
          if (harmless.includes(where) || where.endsWith("sha256")) continue;
          const isSame = word === "epsilons" && content.summary.robust[Number(path.at(-1))] === 0;
          if (isSame) continue;
          assert.ok(refusal(changed, subject), `${where}: ${value} as ${other}`);
        }
      }
      assert.ok(alterations > 200, `${alterations} alterations`);
    });
  }

  it("takes a claim of sums in blocks for none of sums in any order, nor the other way round", async () => {
    const { model, data, content } = await certified(folder.path, nets["affinity sets"]!);
    const out = join(folder.path, "anyOrder.gloro-certificate.json");
    await certifyFile(model, { data, epsilons: [0.01, 0.1], sums: "inAnyOrder", out });
    const verified = await verifyFile({ certificate: out, model, data });
    assert.ok(verified.isVerified, JSON.stringify(verified.claims));
    const unordered = parseCertificate(out, readFileSync(out, "utf8")).content;
    assert.ok(!("sums" in unordered));
    const most = (of: CertificateContent) => Math.max(...of.inputs.flatMap(({ radii }) => radii));
    assert.ok(most(unordered) < most(content));

    const { sums, ...claimed } = content;
    assert.equal(sums, "inBlocks");
    assert.ok(refusal(claimed, await subjectOf(model, data, claimed)));
    const { assumptions } = unordered;
    // With the right words its layers are claimed to round less than they do.
    const worded = { ...claimed, assumptions };
    assert.match(
      refusal(worded, await subjectOf(model, data, worded)) ?? "",
      /additions|not proven/,
    );
    const blocked: CertificateContent = { ...unordered, sums: "inBlocks" };
    assert.ok(refusal(blocked, await subjectOf(model, data, blocked)));
  });

  it("refuses another model, other data, and a digest that was altered", async () => {
    const { model, out, data, content } = await certified(folder.path, nets["affinity sets"]!);
    const failed = async (options: Parameters<typeof verifyFile>[0]) => {
      const { isVerified, claims } = await verifyFile(options);
      assert.ok(!isVerified);
      return claims.flatMap(({ failures }) => failures).join(" ");
    };
    const other = dataOf(3, 2);
    assert.match(
      await failed({ certificate: out, model, data: other }),
      /some images with SHA-256/,
    );
    const relabelled = { ...data.test, labels: data.test.labels.map((label) => (label + 1) % 3) };
    const wrong = { ...data, test: relabelled };
    assert.match(
      await failed({ certificate: out, model, data: wrong }),
      /some images with SHA-256/,
    );
    const bytes = readFileSync(model);
    const second = join(folder.path, "second.gloronet");
    writeFileSync(second, Buffer.concat([bytes, Buffer.of(0)]));
    assert.match(await failed({ certificate: out, model: second, data }), /net\.gloronet with SHA/);
    for (const part of ["model", "data"] as const) {
      const sha256 = content[part].sha256.replace(/^./, (c) => (c === "0" ? "1" : "0"));
      const changed = { ...content, [part]: { ...content[part], sha256 } };
      writeFileSync(out, certificateText(changed));
      assert.match(await failed({ certificate: out, model, data }), /SHA-256/);
    }
  });

  it("checks what gloro certify RUN -o writes, and exits with 1 where a claim is false", async () => {
    const run = createTinyRun(folder.path, { checkpoints: {}, epochs: 1 });
    await train({ folder: run.folder, stop: new StopSignal(), report: () => undefined });
    const out = join(folder.path, "tiny.gloro-certificate.json");
    const made = await gloro("certify", run.folder, "-o", out);
    assert.equal(made.code, 0, made.err);
    const check = [out, join(folder.path, "tiny.gloronet"), run.folder] as const;
    const checked = await gloro("verify", ...check);
    assert.equal(checked.code, 0, checked.out);
    assert.match(checked.out, /All \d+ claims hold/);

    const { content } = parseCertificate(out, readFileSync(out, "utf8"));
    const { bound } = content.layers[0]!;
    writeFileSync(out, certificateText(altered(content, ["layers", 0, "bound"], bound * 0.99)));
    const refused = await gloro("verify", ...check);
    assert.equal(refused.code, 1);
    assert.match(refused.out, /layer conv2d_1: [\d.]+ is not proven\./);
  });
});
