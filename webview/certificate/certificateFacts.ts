import type { CertificateFileView } from "../../src/extension/messages.js";
import { significant } from "../charts/numbers.js";

/** What a report says at first sight; a digest is shown as one. */
export interface CertificateFact {
  readonly name: string;
  readonly text: string;
  readonly isDigest?: true;
}

/** What a certificate file says of itself. */
export function certificateFacts(file: CertificateFileView): CertificateFact[] {
  const { model, data, certificate, subLipschitz, layers, isSealed } = file;
  return [
    { name: "model", text: model.name },
    { name: "data", text: data.name },
    { name: "examples", text: certificate.examples.toLocaleString("en") },
    { name: "classes", text: String(certificate.classes.length) },
    { name: "ε", text: certificate.vraAt.map(({ radius }) => significant(radius)).join(", ") },
    { name: "L_sub", text: significant(subLipschitz, 6) },
    { name: "layers", text: String(layers.length) },
    { name: "seal", text: isSealed ? "whole" : "broken: the file was altered" },
    { name: "SHA-256 of the model", text: model.sha256, isDigest: true },
    { name: "SHA-256 of the data", text: data.sha256, isDigest: true },
  ];
}

/** The table of layers before the head. */
export function certifiedLayerRows({ layers }: CertificateFileView): (string | number)[][] {
  return [
    ["layer", "kind", "bound", "method"],
    ...layers.map(({ name, kind, bound, method }) => [name, kind, bound, method]),
  ];
}
