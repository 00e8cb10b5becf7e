import { gramOfRows, rowTile } from "./gramOfRows.js";

/** Which product of a convolution's matrix W (outputs × inputs): `WᵀW` on inputs, `WWᵀ` on outputs. */
export type GramSide = "inputs" | "outputs";

/** The kernel of a convolution, whatever the order of its taps in space. */
export interface TapKernel {
  readonly taps: number;
  /** Channels of the input. */
  readonly channels: number;
  /** Channels of the output. */
  readonly filters: number;
  /** `taps × channels × filters`, row-major. */
  readonly kernel: Float64Array;
}

/** For each two taps, the product of their kernels: `K_a·K_bᵀ` on inputs, `K_aᵀ·K_b` on outputs. */
export interface TapProducts {
  /** Channels of the side: each product is `channels × channels`. */
  readonly channels: number;
  /** Entry (i, j) of the product of taps a and b is at `(a·channels + i)·stride + b·channels + j`. */
  readonly stride: number;
  readonly values: Float64Array;
}

type ChannelCounts = Pick<TapKernel, "channels" | "filters">;

/** The channels of the images on one side. */
export function channelsOf({ channels, filters }: ChannelCounts, side: GramSide): number {
  return side === "inputs" ? channels : filters;
}

/** The channels that a product of two taps sums over: those of the other side. */
export function summedChannels(counts: ChannelCounts, side: GramSide): number {
  return channelsOf(counts, side === "inputs" ? "outputs" : "inputs");
}

/** All products at once, as the Gram matrix of the taps' rows; an entry sums `summedChannels` terms. */
export function tapProducts(tapKernel: TapKernel, side: GramSide): TapProducts {
  const { taps, channels, filters, kernel } = tapKernel;
  const [count, summed] = [channelsOf(tapKernel, side), summedChannels(tapKernel, side)];
  const [ownStep, summedStep] = side === "inputs" ? [filters, 1] : [1, filters];
  const rows = Math.ceil((taps * count) / rowTile) * rowTile;
  const stacked = new Float64Array(rows * summed);
  for (let tap = 0; tap < taps; tap++) {
    const weights = tap * channels * filters;
    for (let i = 0; i < count; i++) {
      const row = (tap * count + i) * summed;
      for (let k = 0; k < summed; k++) {
        stacked[row + k] = kernel[weights + i * ownStep + k * summedStep] ?? 0;
      }
    }
  }
  const { values } = gramOfRows({ rows, columns: summed, values: stacked });
  return { channels: count, stride: rows, values };
}
