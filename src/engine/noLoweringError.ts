/** A kernel or operation that an engine cannot run. */
export class NoLoweringError extends Error {
  override name = "NoLoweringError";

  constructor(
    readonly kernel: string,
    readonly where: string,
  ) {
    super(
      `The kernel "${kernel}" has no lowering; it was called ${where}. Write the program without it, or add a row for it to src/engine/trace/kernels.`,
    );
  }

  /** Reads TF.js's error about a kernel that is not registered; undefined for any other error. */
  static from(error: unknown, program: string): NoLoweringError | undefined {
    if (!(error instanceof Error)) return undefined;
    const kernel = /Kernel '([^']+)' not registered/.exec(error.message)?.[1];
    if (!kernel) return undefined;
    const frame = (error.stack ?? "")
      .split("\n")
      // TF.js's source maps name its files tfjs-core/src/….
      .find((line) => /^\s+at /.test(line) && !/@tensorflow|\btfjs-/.test(line));
    return new NoLoweringError(kernel, `in ${program}${frame ? `, ${frame.trim()}` : ""}`);
  }
}
