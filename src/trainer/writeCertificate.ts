import { basename } from "node:path";
import type { TestData } from "../data/dataSet.js";
import type {
  CertificateContent,
  CertificateLayer,
} from "../formats/certificate/certificateSchema.js";
import { certificateText } from "../formats/certificate/certificateText.js";
import { replaceFile } from "../formats/replaceFile.js";
import { GloroError } from "../gloro/errors.js";
import type { Certificate } from "./certificate.js";
import { dataDigest, modelDigest } from "./digests.js";
import type { ProvenExamples } from "./provenExamples.js";

/** What a certificate is written of. */
export interface CertifiedFile {
  /** The model file. */
  readonly file: string;
  readonly data: TestData;
  readonly certificate: Certificate;
}

/**
 * Writes a certificate file, at once.
 *
 * @throws GloroError for estimates alone, or where a layer's rounding is unknown; the system's error
 */
export async function writeCertificate(
  path: string,
  { file, data, certificate }: CertifiedFile,
): Promise<void> {
  const { proof } = certificate;
  if (!proof) throw new GloroError("Estimates prove nothing: a certificate needs the bounds.");
  const content: CertificateContent = {
    format: "gloro-certificate",
    version: 1,
    model: { name: basename(file), sha256: await modelDigest(file) },
    data: { name: data.name, sha256: dataDigest(data), examples: data.test.count },
    ...(certificate.sums === "inBlocks" && { sums: certificate.sums }),
    epsilons: epsilonsOf(certificate),
    assumptions: [...certificate.assumptions],
    layers: layersOf(proof),
    subLipschitz: proof.subLipschitz,
    lipschitzConstants: certificate.model.lipschitzConstant.map((row) => [...row]),
    inputs: inputsOf(certificate, proof),
    summary: summaryOf(certificate),
  };
  replaceFile(path, certificateText(content));
}

function epsilonsOf({ epsilon, vraAt }: Certificate): number[] {
  return [...new Set([epsilon, ...Object.keys(vraAt).map(Number)])];
}

function layersOf({ layers, rounding }: ProvenExamples): CertificateContent["layers"] {
  const arithmetics = new Map(rounding?.layers.map((layer) => [layer.name, layer]));
  return layers.map(({ name, kind, bound, method, parameters }) => {
    const arithmetic = arithmetics.get(name);
    if (!arithmetic || method === "declared") {
      throw new GloroError(
        "A network with a layer of your own has no certificate file: nobody can check its constant.",
      );
    }
    const { magnitude, offset, additions, roundings } = arithmetic;
    const counted = { magnitude, offset, additions, roundings };
    // A bound has its method's parameters, which two members on their own no longer say.
    const proof = { method, parameters } as CertificateLayer["proof"];
    return { name, kind, bound, proof, rounding: counted };
  });
}

function inputsOf(
  { points }: Certificate,
  { examples: { radii, relaxed }, closerLooks }: ProvenExamples,
): CertificateContent["inputs"] {
  const looked = new Set(closerLooks);
  return points.map(({ logits, prediction, label }, example) => ({
    logits: [...logits],
    prediction,
    label,
    radii: relaxed
      ? Array.from(
          { length: relaxed.largestK },
          (_, k) => relaxed.radii[example * relaxed.largestK + k] ?? NaN,
        )
      : [radii[example] ?? NaN],
    ...(looked.has(example) && { lookedCloser: true as const }),
  }));
}

function summaryOf(certificate: Certificate): CertificateContent["summary"] {
  const { cleanAccuracy, rejectionRate, vra, vraAt, epsilon, examples, guarantees } = certificate;
  const count = (share: number) => Math.round(share * examples);
  return {
    correct: count(cleanAccuracy),
    rejected: count(rejectionRate),
    robust: epsilonsOf(certificate).map((radius) =>
      count(radius === epsilon ? vra : (vraAt[String(radius)] ?? NaN)),
    ),
    ...(guarantees && { guaranteed: Object.values(guarantees).map(count) }),
  };
}
