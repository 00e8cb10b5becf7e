import { readings, type Convolution } from "./convolution.js";
import type { LinearMap } from "./linearMap.js";

/** A convolution as a linear map on flattened, channels-last images. */
export function convolutionMap(convolution: Convolution): LinearMap {
  const { vertical, horizontal, channels, filters, kernel } = convolution;
  const inputs = vertical.input * horizontal.input * channels;
  const outputs = vertical.output * horizontal.output * filters;
  const rows = readings(vertical);
  const columns = readings(horizontal);

  /** Visits every product: offsets of the input pixel, the output pixel and the tap's channels × filters. */
  function forEachTap(visit: (input: number, output: number, tap: number) => void): void {
    for (const row of rows) {
      for (const column of columns) {
        visit(
          (row.input * horizontal.input + column.input) * channels,
          (row.output * horizontal.output + column.output) * filters,
          (row.tap * horizontal.kernel + column.tap) * channels * filters,
        );
      }
    }
  }

  return {
    inputs,
    outputs,
    apply(x) {
      const y = new Float64Array(outputs);
      forEachTap((input, output, tap) => {
        for (let channel = 0; channel < channels; channel++) {
          const value = x[input + channel] ?? 0;
          const weights = tap + channel * filters;
          for (let filter = 0; filter < filters; filter++) {
            y[output + filter] =
              (y[output + filter] ?? 0) + value * (kernel[weights + filter] ?? 0);
          }
        }
      });
      return y;
    },
    applyTransposed(y) {
      const x = new Float64Array(inputs);
      forEachTap((input, output, tap) => {
        for (let channel = 0; channel < channels; channel++) {
          const weights = tap + channel * filters;
          let sum = 0;
          for (let filter = 0; filter < filters; filter++) {
            sum += (y[output + filter] ?? 0) * (kernel[weights + filter] ?? 0);
          }
          x[input + channel] = (x[input + channel] ?? 0) + sum;
        }
      });
      return x;
    },
  };
}
