import { Inquirer } from "./inquirer.js";
import type { Inquiries, InquiryKind, News } from "./inquiries.js";

/** Who is told of a long question's progress, and what ends it. */
export interface AskAloneOptions<K extends InquiryKind> {
  readonly signal: AbortSignal;
  readonly onNews?: (news: News<K>) => void;
}

/**
 * Asks a process of its own, which a long answer may keep busy, and which ends with it.
 *
 * @returns nothing where `signal` aborted: the process is killed
 * @throws as {@link Inquirer.ask}
 */
export async function askAlone<K extends InquiryKind>(
  kind: K,
  question: Inquiries[K]["question"],
  { signal, onNews }: AskAloneOptions<K>,
): Promise<Inquiries[K]["answer"] | undefined> {
  if (signal.aborted) return undefined;
  const inquirer = new Inquirer();
  const end = () => {
    inquirer.dispose();
  };
  signal.addEventListener("abort", end, { once: true });
  try {
    return await inquirer.ask(kind, question, onNews);
  } catch (error) {
    // Others may have aborted while the answer was awaited, which the narrowing above does not know.
    if ((signal as { readonly aborted: boolean }).aborted) return undefined;
    throw error;
  } finally {
    signal.removeEventListener("abort", end);
    inquirer.dispose();
  }
}
