import { setTimeout } from "node:timers/promises";

/** What was rejected, and heard by nobody, while something was done and shortly after. */
export async function unhandledRejections(during: () => Promise<void>): Promise<unknown[]> {
  const unheard: unknown[] = [];
  const hear = (reason: unknown) => unheard.push(reason);
  // Mocha's own listeners would end the test first.
  const others = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", hear);
  try {
    await during();
    await setTimeout(50);
  } finally {
    process.off("unhandledRejection", hear);
    for (const other of others) process.on("unhandledRejection", other);
  }
  return unheard;
}
