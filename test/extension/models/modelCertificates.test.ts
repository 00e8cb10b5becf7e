import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { CertificateView } from "../../../src/extension/certificates/messages.js";
import { ModelCertificates } from "../../../src/extension/models/modelCertificates.js";
import { temporaryFolder } from "../../runs/temporaryFolder.js";
import { t } from "../exampleRecords.js";

const certificate: CertificateView = {
  data: "blobs",
  examples: 0,
  epsilon: 0.5,
  cleanAccuracy: 1,
  vra: 1,
  rejectionRate: 0,
  vraAt: [],
  histogram: { edges: [], correct: [], wrong: [] },
  classes: [],
  confusion: [],
  assumptions: [],
};

/** A model, and certificates that nobody has proven, written where they belong. */
function certified() {
  const model = join(temporaryFolder(), "digits.gloronet");
  writeFileSync(model, "weights");
  const certificates = new ModelCertificates(t);
  const certify = async () => {
    const written = certificates.place();
    await certificates.run(model, "Certifying", () => {
      writeFileSync(written, "{}");
      return Promise.resolve({
        message: { type: "certificate", certificate },
        written,
        data: "mnist",
      });
    });
    return written;
  };
  return { model, certificates, certify };
}

describe("ModelCertificates", () => {
  it("has the latest certificate's file to save, until the window closes", async () => {
    const { model, certificates, certify } = certified();
    const first = await certify();
    const second = await certify();
    assert.equal((await certificates.current(model))?.written, second);
    assert.deepEqual([first, second].map(existsSync), [false, true]);
    certificates.dispose();
    assert.equal(existsSync(dirname(second)), false);
  });

  it("has none to save of a model that changed while its report was closed", async () => {
    const { model, certificates, certify } = certified();
    const written = await certify();
    writeFileSync(model, "other weights");
    assert.equal(await certificates.current(model), undefined);
    assert.equal(existsSync(written), false);
    certificates.dispose();
  });
});
