/**
 * An error that is the user's to mend. Its message is one clear sentence (or two) that says what was
 * found and what to do; the command line prints it without a stack.
 */
export class GloroError extends Error {
  override name = "GloroError";
}

/** A layer, or a graph of layers, whose Lipschitz constant nobody has bounded. */
export class NoBoundError extends GloroError {
  override name = "NoBoundError";
}

/** Shapes that do not fit together. */
export class ShapeError extends GloroError {
  override name = "ShapeError";
}

/** A word (a loss, a schedule, a layer) that the method does not know. */
export class UnknownWordError extends GloroError {
  override name = "UnknownWordError";

  constructor(
    /** What the word should have named, such as `loss`. */
    readonly expected: string,
    readonly word: string,
    /** The words that are understood. */
    readonly known: readonly string[],
  ) {
    super(`Unknown ${expected} "${word}". Known: ${known.join(", ")}.`);
  }
}
