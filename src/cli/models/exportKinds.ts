/** The kinds of file that a net is exported as, with their endings. */
export const exportEndings = { onnx: ".onnx", keras: ".h5", gloronet: ".gloronet" } as const;

export type ExportKind = keyof typeof exportEndings;
