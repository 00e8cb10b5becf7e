import { copyImage } from "../data/batches/copyImage.js";
import type { TestData } from "../data/dataSet.js";
import { loadTestData } from "../data/loadDataSet.js";
import type { CertificateContent } from "../formats/certificate/certificateSchema.js";
import { readCertificate } from "../formats/certificate/readCertificate.js";
import type { Claim } from "../verify/claim.js";
import type { Subject } from "../verify/subject.js";
import { verifyCertificate } from "../verify/verifyCertificate.js";
import { assumptionsOf } from "./assumptions.js";
import { certifiedLayers } from "./certifiedLayers.js";
import { dataDigest, modelDigest } from "./digests.js";
import { predictFile } from "./predictFile.js";

/** A certificate, and what it is held against. */
export interface VerifyFileOptions {
  readonly certificate: string;
  readonly model: string;
  /** `mnist`, or a path of data; their test split is taken. */
  readonly data: string | TestData;
  /** Told what is being done. */
  readonly report?: ((activity: string) => void) | undefined;
}

/** What became of a certificate's claims. */
export interface Verification {
  readonly certificate: string;
  readonly model: string;
  readonly data: string;
  /** Whether every claim holds. */
  readonly isVerified: boolean;
  readonly claims: readonly Claim[];
}

/**
 * Checks a certificate file against a model and data, claim by claim (docs/soundness.md).
 *
 * @throws CertificateError for what is no certificate; GloronetError, GloroError for the model or the data
 */
export async function verifyFile({
  certificate: file,
  model,
  report = () => undefined,
  ...options
}: VerifyFileOptions): Promise<Verification> {
  report("Reading");
  const { content, isSealed } = await readCertificate(file);
  const data = typeof options.data === "string" ? await loadTestData(options.data) : options.data;
  const claims: Claim[] = [
    { claim: "the file is as it was sealed", failures: isSealed ? [] : ["the file was altered."] },
    isSame("the model is the one certified", content.model, await modelDigest(model)),
    isSame("the data are those certified", content.data, dataDigest(data)),
  ];
  const [, ...digests] = claims;
  // A broken seal does not say which claim is false; another model or other data leave nothing to check.
  if (digests.every(({ failures }) => failures.length === 0)) {
    claims.push(...(await claimsOf(content, model, data, report)));
  }
  const isVerified = claims.every(({ failures }) => failures.length === 0);
  return { certificate: file, model, data: data.name, isVerified, claims };
}

function isSame(
  claim: string,
  { name, sha256 }: { readonly name: string; readonly sha256: string },
  found: string,
): Claim {
  const failure = `the certificate is of ${name} with SHA-256 ${sha256}, this has ${found}.`;
  return { claim, failures: found === sha256 ? [] : [failure] };
}

async function claimsOf(
  content: CertificateContent,
  model: string,
  data: TestData,
  report: (activity: string) => void,
): Promise<Claim[]> {
  report("Evaluating the network");
  return [...verifyCertificate(content, await subjectOf(model, data, content), report)];
}

/** A model file and data as the check takes them, with the logits that float32 gives now. */
export async function subjectOf(
  model: string,
  data: TestData,
  { epsilons: [epsilon], sums: claimed }: Pick<CertificateContent, "epsilons" | "sums">,
): Promise<Subject> {
  const sums = claimed ?? "inAnyOrder";
  const predicted = await predictFile(model, { data, epsilon, ignoreFrozen: true });
  const { network, weights, relaxation, predictions } = predicted;
  const { beforeHead: graph, head } = certifiedLayers(network, weights, sums);
  const { test } = data;
  return {
    graph,
    head,
    relaxation,
    labels: test.labels,
    image(example) {
      const image = new Float32Array(test.images.length / test.count);
      copyImage(test, example, image);
      return image;
    },
    logits: predictions.logits,
    assumptions: (elementaryLayers) => assumptionsOf(graph, { elementaryLayers }, sums),
  };
}
