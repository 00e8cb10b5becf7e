import { lock } from "../../src/runs/lock.js";
import { RunLockedError } from "../../src/runs/runErrors.js";

/** Tries to take a run's lock, says whether it could, and keeps it until its standard input ends. */
try {
  lock(process.argv[2] ?? "");
  process.stdout.write("held");
} catch (error) {
  if (!(error instanceof RunLockedError)) throw error;
  process.stdout.write("refused");
}
process.stdin.resume();
