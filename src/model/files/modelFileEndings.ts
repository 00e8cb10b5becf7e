/** The endings of the files that hold a net. */
export const modelFileEndings: readonly string[] = [".gloronet", ".h5", ".json"];
