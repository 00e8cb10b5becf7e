import { setTimeout } from "node:timers/promises";

const intervalMs = 100;
/** How long anything is waited for: much longer than it takes, since other work may be going on. */
export const patienceMs = 60_000;

/**
 * Reads a value until it is as awaited, and gives it.
 * @param what the state that is waited for, as the error names it.
 * @throws Error with the last value read, when it never was.
 */
export async function until<T>(
  what: string,
  read: () => T | Promise<T>,
  isReached: (value: T) => boolean,
): Promise<T> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const value = await read();
    if (isReached(value)) return value;
    if (Date.now() > end) {
      throw new Error(`Waited in vain until ${what}; in the end it was ${JSON.stringify(value)}.`);
    }
    await setTimeout(intervalMs);
  }
}
