import { setTimeout } from "node:timers/promises";

const intervalMs = 100;
/** How long anything is waited for: much longer than it takes, since other work may be going on. */
export const patienceMs = 60_000;

/**
 * Reads a value until it is as awaited, and gives it. A read that fails is tried again too: a page that is
 * opened anew takes its frame along in the midst of an answer.
 * @param what the state that is waited for, as the error names it.
 * @throws Error with the last value read, or what the last read threw, when it never was.
 */
export async function until<T>(
  what: string,
  read: () => T | Promise<T>,
  isReached: (value: T) => boolean,
): Promise<T> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const value = await attempt(read);
    if ("read" in value && isReached(value.read)) return value.read;
    if (Date.now() > end) {
      const last = "read" in value ? `it was ${JSON.stringify(value.read)}` : "it was not there";
      throw new Error(`Waited in vain until ${what}; in the end ${last}.`, {
        cause: "thrown" in value ? value.thrown : undefined,
      });
    }
    await setTimeout(intervalMs);
  }
}

async function attempt<T>(
  read: () => T | Promise<T>,
): Promise<{ readonly read: T } | { readonly thrown: unknown }> {
  try {
    return { read: await read() };
  } catch (thrown) {
    return { thrown };
  }
}
