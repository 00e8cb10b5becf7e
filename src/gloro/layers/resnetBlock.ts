import { GloroError } from "../errors.js";
import type { ActivationKind } from "./activations.js";
import type { LayerConfig } from "./layer.js";

/** What a residual block is made of. */
export interface ResnetBlockOptions {
  /** The block's name, which begins those of its layers: `NAME_conv0`, …, and `NAME_activation`, its last. */
  readonly name: string;
  /** The layer whose output it takes; `input` is the network's. */
  readonly input: string;
  /** Of every convolution, or of each. */
  readonly filters: number | readonly number[];
  /** Of every convolution, or of each; default 1, 3, 1. */
  readonly kernelSizes?: number | readonly number[];
  /** The stride of the second convolution, and of the skip; default 2. */
  readonly stride1?: number;
  /** Convolutions; by default as many as filters or kernel sizes are given. */
  readonly depth?: number;
  /** Default `relu`. */
  readonly activation?: ActivationKind | "minMax";
  /** Whether the skip is the input itself, in place of a 1×1 convolution; default false. */
  readonly identitySkip?: boolean;
  /** Whether invertible downsampling takes the place of the second convolution's stride; default false. */
  readonly useInvertibleDownsampling?: boolean;
  /** Whether fixup's scalar biases and scaling (Zhang et al. 2019) take the place of biases; default false. */
  readonly useFixup?: boolean;
}

/**
 * The layers of ResnetBlock of the Python library 1.1.1: a residual branch of convolutions, a skip, their
 * sum, and an activation after it. Throws GloroError for lists of different lengths, or a stride beside
 * an identity skip.
 */
export function resnetBlock(options: ResnetBlockOptions): LayerConfig[] {
  const { name, input, activation = "relu", identitySkip = false } = options;
  const stride = options.stride1 ?? 2;
  if (identitySkip && stride !== 1) {
    throw new GloroError(
      `Block "${name}": stride1 must be 1 when using identitySkip, got ${stride}.`,
    );
  }
  const shape = convolutionsOf(options);
  const branch = residualBranch(options, shape, stride);
  const [first, ...others] = branch;
  if (!first) throw new GloroError(`Block "${name}": depth must be 1 or more.`);

  const skip = `${name}_conv_skip`;
  const skipLayer: LayerConfig = {
    kind: "conv2d",
    name: skip,
    inputs: [input],
    filters: shape.at(-1)?.filters ?? 0,
    kernelSize: 1,
    strides: stride,
  };
  const join: LayerConfig = {
    kind: "add",
    name: `${name}_join`,
    inputs: [identitySkip ? input : skip, branch.at(-1)?.name ?? ""],
  };
  return [
    { ...first, inputs: [input] },
    ...others,
    ...(identitySkip ? [] : [skipLayer]),
    join,
    { kind: activation, name: `${name}_activation` },
  ];
}

interface BranchConvolution {
  readonly filters: number;
  readonly kernelSize: number;
}

/** The convolutions of the branch, from numbers that stand for all and lists that give each. */
function convolutionsOf(options: ResnetBlockOptions): BranchConvolution[] {
  const { name, filters, kernelSizes = [1, 3, 1] } = options;
  const given = [filters, kernelSizes].flatMap((each) =>
    typeof each === "number" ? [] : each.length,
  );
  const depth = options.depth ?? given[0];
  if (depth === undefined) {
    throw new GloroError(
      `Block "${name}" must either be given a depth, or filters or kernelSizes as a list.`,
    );
  }
  if (given.some((length) => length !== depth)) {
    throw new GloroError(
      `Block "${name}": lists of filters and kernelSizes must be as long as the block is deep, but ` +
        `the lengths are ${given.join(" and ")} and the depth is ${depth}.`,
    );
  }
  return Array.from({ length: depth }, (_, i) => ({
    filters: nth(filters, i),
    kernelSize: nth(kernelSizes, i),
  }));
}

function nth(value: number | readonly number[], index: number): number {
  return typeof value === "number" ? value : (value[index] ?? 0);
}

type NamedLayer = LayerConfig & { readonly name: string };

/** The residual branch, whose first layer is still to be told its input. */
function residualBranch(
  {
    name,
    activation = "relu",
    useInvertibleDownsampling = false,
    useFixup = false,
  }: ResnetBlockOptions,
  convolutions: readonly BranchConvolution[],
  stride: number,
): NamedLayer[] {
  const fixup = (layer: NamedLayer): NamedLayer[] => (useFixup ? [layer] : []);
  return convolutions.flatMap(({ filters, kernelSize }, i): NamedLayer[] => {
    const isStrided = i === 1 && stride > 1;
    const isLast = i === convolutions.length - 1;
    return [
      ...fixup({ kind: "bias", name: `${name}_bias_pre${i}` }),
      {
        kind: "conv2d",
        name: `${name}_conv${i}`,
        filters,
        kernelSize,
        strides: isStrided && !useInvertibleDownsampling ? stride : 1,
        padding: "same",
        useBias: !useFixup,
      },
      ...(isLast
        ? fixup({ kind: "scaling", name: `${name}_scaling` })
        : [
            ...fixup({ kind: "bias", name: `${name}_bias_post${i}` }),
            { kind: activation, name: `${name}_activation${i}` },
          ]),
      ...(isStrided && useInvertibleDownsampling
        ? [
            {
              kind: "invertibleDownsampling" as const,
              name: `${name}_downsampling`,
              poolSize: stride,
            },
          ]
        : []),
    ];
  });
}
