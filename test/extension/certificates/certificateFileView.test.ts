import assert from "node:assert/strict";
import { truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TestData } from "../../../src/data/dataSet.js";
import { certificateFileView } from "../../../src/extension/inquiries/certificateFileView.js";
import { certificateView } from "../../../src/extension/inquiries/certificateView.js";
import { verificationView } from "../../../src/extension/inquiries/verificationView.js";
import { CertificateError } from "../../../src/formats/certificate/certificateError.js";
import type { CertificateContent } from "../../../src/formats/certificate/certificateSchema.js";
import { certificateText } from "../../../src/formats/certificate/certificateText.js";
import { readCertificate } from "../../../src/formats/certificate/readCertificate.js";
import { buildNetwork } from "../../../src/gloro/network.js";
import type { Relaxation } from "../../../src/gloro/relaxations/index.js";
import { writeSavedNet } from "../../../src/model/files/writeSavedNet.js";
import { certifyFile } from "../../../src/trainer/certifyFile.js";
import { verifyFile } from "../../../src/trainer/verifyFile.js";
import { randomValues } from "../../gloro/random.js";
import { randomParameters } from "../../gloro/state.js";
import { temporaryFolder } from "../../runs/temporaryFolder.js";

const classes = 4;
const inputShape = [6] as const;
const count = 40;
const data: TestData = {
  name: "some values",
  inputShape: [...inputShape],
  classes,
  test: {
    count,
    images: Float32Array.from(randomValues(count * 6, 1)),
    labels: Int32Array.from({ length: count }, (_, example) => example % classes),
  },
};

async function certified(relaxation?: Relaxation) {
  const layers = [
    { kind: "dense", units: 8 },
    { kind: "minMax" },
    { kind: "dense", units: classes },
  ] as const;
  const network = buildNetwork({ inputShape, layers });
  const folder = temporaryFolder();
  const [model, out] = [join(folder, "net.gloronet"), join(folder, "net.gloro-certificate.json")];
  const named = network.layers.map(({ name, config }) => ({ ...config, name }));
  const weights = randomParameters(network, 3);
  await writeSavedNet(model, { inputShape, layers: named, weights, epsilon: 0.1, relaxation });
  const certificate = await certifyFile(model, { data, epsilons: [0.1, 0.01], out });
  return { model, out, certificate, content: (await readCertificate(out)).content };
}

describe("certificateFileView", () => {
  for (const [name, relaxation] of Object.entries({
    "a net": undefined,
    "a relaxed net": { kind: "rtk", k: 2 } as const,
  })) {
    it(`shows of ${name} what was shown when it was certified`, async () => {
      const { out, certificate, content } = await certified(relaxation);
      const shown = await certificateFileView(out);
      const expected = certificateView(certificate);
      assert.ok(expected.vra > 0 && expected.rejectionRate > 0, "or it shows nothing");
      const byRadius = ({ vraAt }: typeof expected) =>
        vraAt.map(({ radius, vra }) => [radius, vra]).sort();
      assert.deepEqual(byRadius(shown.certificate), byRadius(expected));
      assert.deepEqual({ ...shown.certificate, vraAt: [] }, { ...expected, vraAt: [] });
      assert.ok(shown.isSealed);
      assert.equal(shown.model.sha256, content.model.sha256);
      assert.deepEqual(
        shown.layers.map(({ bound, method }) => [bound, method]),
        certificate.model.layers.map(({ bound, method }) => [bound, method]),
      );
    });
  }

  it("refuses with one short sentence what would keep the editor busy, or cannot be drawn", async () => {
    const { content } = await certified();
    const [first] = content.inputs;
    const [layer] = content.layers;
    const long = "<script>".repeat(1e5);
    const hostile: Readonly<Record<string, Partial<CertificateContent>>> = {
      "no ε": { epsilons: [0] },
      "an endless ε": { epsilons: [1e308] },
      "many radii": { epsilons: new Array<number>(1e5).fill(1) },
      "many classes": { lipschitzConstants: Array.from({ length: 1e5 }, () => []) },
      "many layers": { layers: new Array<typeof layer>(1e4).fill(layer) as never },
      "a long name": { model: { ...content.model, name: long } },
      "a long assumption": { assumptions: [long] },
      "many assumptions": { assumptions: new Array<string>(1e4).fill("x") },
      "a far class": { inputs: [{ ...first!, prediction: 1e9 }] },
      "a label that is none": { inputs: [{ ...first!, label: -1 }] },
      "few logits": { inputs: [{ ...first!, logits: [1] }] },
      "no radius": { inputs: [{ ...first!, radii: [] }] },
      "a member too many": { [long]: 1 },
      "more problems than fit in memory": { inputs: new Array<number>(5e6).fill(1) as never },
      "a list of them": { inputs: [{ ...first!, logits: new Array<number>(5e6).fill(NaN) }] },
      "wrong everywhere": { epsilons: new Array<number>(1e5).fill(-1) },
    };
    const file = join(temporaryFolder(), "hostile.gloro-certificate.json");
    for (const [what, changes] of Object.entries(hostile)) {
      writeFileSync(file, certificateText({ ...content, ...changes }));
      await assert.rejects(certificateFileView(file), (error: Error) => {
        assert.ok(error instanceof CertificateError, `${what}: ${error.message}`);
        assert.ok(error.message.length < 600 && !error.message.includes("\n"), what);
        return true;
      });
    }
  });

  it("does not read what is too large, or no file", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "huge.gloro-certificate.json");
    writeFileSync(file, "");
    truncateSync(file, 2 ** 34);
    await assert.rejects(certificateFileView(file), /it has 16384 MiB, and 256 MiB are read/);
    await assert.rejects(certificateFileView(folder), /it is no file/);
    await assert.rejects(certificateFileView(join(folder, "none")), /it cannot be read/);
  });
});

describe("verificationView", () => {
  it("tells which claims fail, and the first sentences of why", async () => {
    const { model, out, content } = await certified();
    const held = verificationView(await verifyFile({ certificate: out, model, data }));
    assert.ok(held.isVerified && held.claims.every(({ failures }) => failures.length === 0));
    const inputs = content.inputs.map((input) => ({ ...input, radii: [1e6] }));
    writeFileSync(out, certificateText({ ...content, inputs }));
    const { isVerified, claims } = verificationView(
      await verifyFile({ certificate: out, model, data }),
    );
    assert.ok(!isVerified);
    const radii = claims.find(({ claim }) => claim === "the radii are proven");
    assert.deepEqual([radii?.failures.length, radii?.more], [10, count - 10]);
  });
});
