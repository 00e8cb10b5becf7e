import type { Convolution } from "../../src/certify/convolution.js";
import type { Matrix } from "../../src/certify/matrix.js";

/**
 * The matrix (outputs × inputs) of a zero-padded convolution, straight from the definition
 * `y[o] = Σ kernel[t] · x[o·stride − before + t]`. With `around`, x is on a torus of that size instead of
 * among zeros, and there is an output at each of its pixels (stride 1 only).
 */
export function explicitConvolution(
  { vertical, horizontal, channels, filters, kernel }: Convolution,
  around?: readonly [number, number],
): Matrix {
  const [inHeight, inWidth] = around ?? [vertical.input, horizontal.input];
  const [outHeight, outWidth] = around ?? [vertical.output, horizontal.output];
  const rows = outHeight * outWidth * filters;
  const columns = inHeight * inWidth * channels;
  const values = new Float64Array(rows * columns);
  const wrap = (pixel: number, size: number) => (around ? (pixel + size) % size : pixel);
  for (let y = 0; y < outHeight; y++) {
    for (let x = 0; x < outWidth; x++) {
      for (let dy = 0; dy < vertical.kernel; dy++) {
        for (let dx = 0; dx < horizontal.kernel; dx++) {
          const fromY = wrap(y * vertical.stride - vertical.before + dy, inHeight);
          const fromX = wrap(x * horizontal.stride - horizontal.before + dx, inWidth);
          if (fromY < 0 || fromY >= inHeight || fromX < 0 || fromX >= inWidth) continue;
          for (let c = 0; c < channels; c++) {
            for (let f = 0; f < filters; f++) {
              const row = (y * outWidth + x) * filters + f;
              const column = (fromY * inWidth + fromX) * channels + c;
              const tap = (dy * horizontal.kernel + dx) * channels + c;
              values[row * columns + column]! += kernel[tap * filters + f]!;
            }
          }
        }
      }
    }
  }
  return { rows, columns, values };
}
