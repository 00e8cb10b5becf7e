import type { Hdf5Job } from "./hdf5Messages.js";

const longestCause = 200;

/**
 * One sentence about an error of the HDF5 library, whose own text is its whole call stack.
 * Storage in another file is told apart: it is no damage, and never read.
 */
export function hdf5Refusal(error: unknown, job: Hdf5Job["kind"]): string {
  const text = error instanceof Error ? error.message : String(error);
  if (/\befl\b|external raw/i.test(text)) {
    return "it keeps weights in another file (external storage), which is not read. Save it as one file.";
  }
  const causes = [...text.matchAll(/#\d+: .*? line \d+ in (\w+)\(\): (.*)/g)].map(
    ([, place = "", cause = ""]) => `${cause} in ${place}`,
  );
  const cause = (causes.at(-1) ?? text).split("\n", 1).join("").slice(0, longestCause);
  const refusals: { [K in Hdf5Job["kind"]]: string } = {
    read: `it is no HDF5 file, or a damaged one (${cause}). Copy or save it again.`,
    write: `the model cannot be stored as HDF5 (${cause}).`,
  };
  return refusals[job];
}
