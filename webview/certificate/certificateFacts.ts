import { t } from "@vscode/l10n";
import type { CertificateFileView } from "../../src/extension/certificates/messages.js";
import { count, significant } from "../charts/numbers.js";

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
    { name: t("model"), text: model.name },
    { name: t("data"), text: data.name },
    { name: t("examples"), text: count(certificate.examples) },
    { name: t("classes"), text: count(certificate.classes.length) },
    { name: "ε", text: certificate.vraAt.map(({ radius }) => significant(radius)).join(", ") },
    { name: t("L_sub"), text: significant(subLipschitz, 6) },
    { name: t("layers"), text: count(layers.length) },
    { name: t("seal"), text: isSealed ? t("whole") : t("broken: the file was altered") },
    { name: t("SHA-256 of the model"), text: model.sha256, isDigest: true },
    { name: t("SHA-256 of the data"), text: data.sha256, isDigest: true },
  ];
}

/** The table of layers before the head. */
export function certifiedLayerRows({ layers }: CertificateFileView): (string | number)[][] {
  return [
    [t("layer"), t("kind"), t("bound"), t("method")],
    ...layers.map(({ name, kind, bound, method }) => [name, kind, bound, method]),
  ];
}
