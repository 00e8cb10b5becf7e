/** The networks whose PyTorch weights are read, and what these weights do not tell of them. */
export const pytorchArchitectures = {
  /** LiResNet as its authors train it, with last-layer normalisation (`use_lln: True`). */
  liresnet: { unitColumns: true },
  /** The same without it. */
  liresnet_noLLN: { unitColumns: false },
} as const;

export type PytorchArchitecture = keyof typeof pytorchArchitectures;
