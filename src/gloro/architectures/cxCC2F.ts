import type { LayerConfig } from "../layers/layer.js";
import { activated } from "./activated.js";
import type { Activation } from "./activated.js";

/** What the architectures with a backbone may be told. */
export interface BackboneOptions {
  /** Default `minMax`. */
  readonly activation?: Activation;
  /** Channels of the backbone. */
  readonly width?: number;
  /** The stride of the first convolution, the stem; default 2. */
  readonly stemStride?: number;
  /** Whether the columns of the head's kernel are scaled to norm 1 (last-layer normalisation); default false. */
  readonly unitColumns?: boolean;
}

/** A backbone of `depth` layers of one kind, and its width where the options name none. */
interface Backbone {
  readonly kind: "conv2d" | "liResNetBlock";
  readonly depth: number;
  readonly width: number;
}

/** `cnn_C6CC2F`: a stem, six plain convolutions, a neck, one hidden dense layer. */
export function cnnC6CC2F(classes: number, options: BackboneOptions): LayerConfig[] {
  return withBackbone({ kind: "conv2d", depth: 6, width: 128 }, classes, options);
}

/** `liresnet_C6CC2F`: the same with six LiResNet blocks. */
export function liresnetC6CC2F(classes: number, options: BackboneOptions): LayerConfig[] {
  return withBackbone({ kind: "liResNetBlock", depth: 6, width: 128 }, classes, options);
}

/** `liresnet_C18CC2F`: 18 LiResNet blocks; for CIFAR-10, CIFAR-100 and Tiny-ImageNet at ε 36/255. */
export function liresnetC18CC2F(classes: number, options: BackboneOptions): LayerConfig[] {
  return withBackbone({ kind: "liResNetBlock", depth: 18, width: 256 }, classes, options);
}

function withBackbone(
  backbone: Backbone,
  classes: number,
  {
    activation = "minMax",
    width = backbone.width,
    stemStride = 2,
    unitColumns = false,
  }: BackboneOptions,
): LayerConfig[] {
  const { then, conv, dense } = activated(activation);
  const { kind, depth } = backbone;
  const block = (): LayerConfig[] =>
    kind === "conv2d"
      ? conv(width, 3)
      : then({ kind: "liResNetBlock", residualScale: depth ** -0.5 });
  return [
    ...conv(width, 5, stemStride),
    ...Array.from({ length: depth }, block).flat(),
    ...then({ kind: "conv2d", filters: 2 * width, kernelSize: 4, strides: 4, padding: "valid" }),
    { kind: "flatten" },
    ...dense(512),
    { kind: "dense", units: classes, unitColumns },
  ];
}
