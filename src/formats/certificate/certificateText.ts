import { createHash } from "node:crypto";
import * as z from "zod";
import { CertificateError } from "./certificateError.js";
import { certificateSchema } from "./certificateSchema.js";
import type { CertificateContent } from "./certificateSchema.js";

/**
 * A certificate as text. Its last member, the seal, is the SHA-256 of all bytes before `,"seal"`, which shows
 * damage; anyone can seal anew, so that it proves nothing.
 */
export function certificateText(content: CertificateContent): string {
  const text = JSON.stringify(content, (_, value: unknown) =>
    typeof value === "number" && !Number.isFinite(value) ? String(value) : value,
  ).slice(0, -1);
  return `${text},"seal":"${sealOf(text)}"}\n`;
}

const sealed = /^(?<text>.*),"seal":"(?<seal>[0-9a-f]{64})"\}\n?$/s;

/** Reads a certificate; a seal that is broken is told, so that a check can go on to say what it changed. */
export function parseCertificate(
  file: string,
  text: string,
): { readonly content: CertificateContent; readonly isSealed: boolean } {
  const found = sealed.exec(text)?.groups;
  const [body, seal] = [found?.["text"], found?.["seal"]];
  if (body === undefined) throw new CertificateError(file, "it does not end in a seal.");
  const document = jsonOf(file, `${body}}`);
  const wrong = wrongElement(document);
  if (wrong !== undefined) throw new CertificateError(file, wrong);
  const parsed = certificateSchema.safeParse(document);
  if (!parsed.success) {
    throw new CertificateError(file, firstProblem(parsed.error));
  }
  return { content: parsed.data, isSealed: seal === sealOf(body) };
}

/** A file that is wrong everywhere has a problem for each of its numbers, and may call a member what it likes. */
const longestProblem = 300;

function firstProblem({ issues }: z.core.$ZodError): string {
  const text = z.prettifyError(new z.ZodError(issues.slice(0, 1))).replaceAll("\n", " ");
  return text.length > longestProblem ? `${text.slice(0, longestProblem)}…` : text;
}

const longestList = 100_000;

/**
 * What is wrong with the first wrong element of a document's lists. These are tried one by one, since all
 * problems of a file that is wrong everywhere would fill the memory.
 */
function wrongElement(document: unknown): string | undefined {
  if (!isRecord(document)) return undefined;
  for (const [member, schema] of Object.entries(certificateSchema.shape)) {
    const value = document[member];
    const elements: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const [index, element] of elements.entries()) {
      const lists: readonly unknown[] = isRecord(element) ? Object.values(element) : [element];
      if (lists.some((list) => Array.isArray(list) && list.length > longestList)) {
        return `a list in ${member} has more than ${longestList} elements.`;
      }
      if (!(schema instanceof z.ZodArray) || !Array.isArray(value)) continue;
      const parsed = z.safeParse(schema.element, element);
      if (!parsed.success) return `${member}[${index}]: ${firstProblem(parsed.error)}`;
    }
  }
  return undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function jsonOf(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CertificateError(file, "it is not JSON.", { cause: error });
  }
}

function sealOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
