import { ShapeError } from "../errors.js";
import type { StateDict } from "./stateDict.js";

/** What a LiResNet's tensors tell of it. */
export interface LiResNetSizes {
  /** Channels of the backbone. */
  readonly width: number;
  readonly depth: number;
  /** The side of the square images. */
  readonly inputSize: number;
  readonly inputChannels: number;
  /** The side of the stem's kernel. */
  readonly stemKernel: number;
  /** Whether the stem cuts the image into patches. */
  readonly isPatchStem: boolean;
  /** The side of the neck's output. */
  readonly neckSide: number;
  readonly features: number;
  readonly denseLayers: number;
  readonly classes: number;
}

/** Sides of the kernel and the stride of the neck's convolution. */
export const neckStride = 4;
/** The stem of images other than ImageNet's. */
export const stridedStem = { kernel: 5, stride: 2 };
const stridedFeatureSizes = [16, 32];
const imageNetSize = 224;

/** The sizes of a LiResNet, by the shapes of its tensors. Throws as `StateDict`, and ShapeError where they do not fit. */
export function liResNetSizes(state: StateDict): LiResNetSizes {
  const [width = 0, inputChannels = 0, stemKernel = 0] = state.get("stem.0.weight", 4).shape;
  const [depth = 0] = state.get("conv.weights", 5).shape;
  const [features = 0, neckInputs = 0] = state.get("neck.weight", 2).shape;
  const [denseLayers = 0] = state.get("linear.weights", 3).shape;
  const [classes = 0] = state.get("head.weight", 2).shape;
  const neckSide = Math.sqrt(neckInputs / width);
  const featureSize = neckSide * neckStride;
  const isPatchStem =
    stemKernel !== stridedStem.kernel || !stridedFeatureSizes.includes(featureSize);
  const inputSize = isPatchStem ? imageNetSize : featureSize * stridedStem.stride;
  if (
    !Number.isInteger(neckSide) ||
    (isPatchStem && Math.floor(inputSize / stemKernel) !== featureSize)
  ) {
    throw new ShapeError(
      `The tensors "stem.0.weight" and "neck.weight" fit no LiResNet for images of 32×32, 64×64 or ${imageNetSize}×${imageNetSize}.`,
    );
  }
  return {
    ...{ width, depth, inputSize, inputChannels, stemKernel, isPatchStem },
    ...{ neckSide, features, denseLayers, classes },
  };
}
