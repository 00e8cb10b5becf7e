import type { TestData } from "../data/dataSet.js";
import { certify } from "./certificate.js";
import type { Certificate, CertifyingOptions } from "./certificate.js";
import { withPredictions } from "./predictFile.js";
import { writeCertificate } from "./writeCertificate.js";

/** What is asked of a model file. */
export interface CertifyFileOptions extends CertifyingOptions {
  /** `mnist`, or a path of data, whose test split is taken; or the data. */
  readonly data: string | TestData;
  /** The first is ε, and VRA is told at all; the file's own where absent. */
  readonly epsilons?: readonly number[] | undefined;
  /** A certificate file to write. */
  readonly out?: string | undefined;
}

/** What is proven of a model file on the test split of some data. */
export interface FileCertificate extends Certificate {
  readonly file: string;
}

/**
 * Certifies a model file on the test split of some data. A constant that the file holds frozen is not
 * used: bounds come from the weights.
 *
 * @throws GloronetError for a file that is not understood; NoBoundError for a layer that nobody has
 *   bounded; GloroError for data that do not fit it, no ε, or a certificate that cannot be written
 */
export async function certifyFile(
  file: string,
  { data, epsilons, out, ...options }: CertifyFileOptions,
): Promise<FileCertificate> {
  options.report?.("Evaluating the network");
  const asked = { data, epsilon: epsilons?.[0], ignoreFrozen: true };
  const certified = await withPredictions(file, asked, async (found, predictions) => ({
    data: found.data,
    certificate: await certify(
      {
        ...found,
        predictions,
        split: found.data.test,
        data: found.data.name,
        radii: epsilons ?? [found.epsilon],
      },
      options,
    ),
  }));
  if (out !== undefined) await writeCertificate(out, { file, ...certified });
  return { file, ...certified.certificate };
}
