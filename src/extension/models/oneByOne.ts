/** What goes on while files are worked on. */
interface OneByOne {
  /** Ends it before the next file. */
  readonly signal: AbortSignal;
  /** Told why a file failed; the others go on. */
  readonly onFailed: (error: unknown, file: string) => void;
}

/**
 * Works on files one after the other.
 *
 * @param work whether it came to something; `index` counts from 0
 * @returns of how many files something came
 */
export async function oneByOne(
  files: readonly string[],
  work: (file: string, index: number) => Promise<boolean>,
  { signal, onFailed }: OneByOne,
): Promise<number> {
  let done = 0;
  for (const [index, file] of files.entries()) {
    if (signal.aborted) break;
    try {
      if (await work(file, index)) done++;
    } catch (error) {
      onFailed(error, file);
    }
  }
  return done;
}
