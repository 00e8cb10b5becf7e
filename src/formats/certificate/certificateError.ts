import { GloroError } from "../../gloro/errors.js";

/** A certificate file that cannot be read. */
export class CertificateError extends GloroError {
  override name = "CertificateError";

  constructor(file: string, found: string, options?: ErrorOptions) {
    super(`${file} is no certificate: ${found}`, options);
  }
}
