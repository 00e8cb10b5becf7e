import { readFile, stat } from "node:fs/promises";
import { CertificateError } from "./certificateError.js";
import type { CertificateContent } from "./certificateSchema.js";
import { parseCertificate } from "./certificateText.js";

const mebibyte = 2 ** 20;
/** As text, parsed and checked a certificate takes some ten times its file; of 10,000 images it has 3 to 20 MiB. */
const mostMebibytes = 256;

/**
 * Reads a certificate file.
 *
 * @returns also whether it is as it was sealed
 * @throws CertificateError for what cannot be read, is too large, or is no certificate
 */
export async function readCertificate(
  file: string,
): Promise<{ readonly content: CertificateContent; readonly isSealed: boolean }> {
  return parseCertificate(file, await textOf(file));
}

async function textOf(file: string): Promise<string> {
  const found = await stat(file).catch((cause: unknown) => {
    throw new CertificateError(file, "it cannot be read.", { cause });
  });
  if (!found.isFile()) throw new CertificateError(file, "it is no file.");
  if (found.size > mostMebibytes * mebibyte) {
    const size = Math.round(found.size / mebibyte);
    throw new CertificateError(
      file,
      `it has ${size} MiB, and ${mostMebibytes} MiB are read at most.`,
    );
  }
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new CertificateError(file, "it cannot be read.", { cause: error });
  }
}
