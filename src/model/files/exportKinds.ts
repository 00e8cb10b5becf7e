/** The kinds of file that a net is exported as, with their endings. */
export const exportEndings = {
  onnx: ".onnx",
  keras: ".h5",
  tfjs: ".json",
  gloronet: ".gloronet",
} as const;

export type ExportKind = keyof typeof exportEndings;
