import type * as vscode from "vscode";

/** What a certificate was made of, or last held against. */
export interface CertifiedBy {
  /** A model file. */
  readonly model: string;
  /** `mnist`, or a path. */
  readonly data: string;
}

const keyOf = (certificate: string) => `gloro.certificate:${certificate}`;

/** Remembers what a certificate file belongs to, which it knows by digests alone. */
export async function rememberCertified(
  memory: vscode.Memento,
  certificate: string,
  { model, data }: CertifiedBy,
): Promise<void> {
  await memory.update(keyOf(certificate), { model, data });
}

/** What {@link rememberCertified} was told. */
export function certifiedBy(memory: vscode.Memento, certificate: string): CertifiedBy | undefined {
  return memory.get<CertifiedBy>(keyOf(certificate));
}
