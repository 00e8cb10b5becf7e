import type { Convolution } from "../../src/certify/convolution.js";
import type { Matrix } from "../../src/certify/matrix.js";
import type { Torus } from "../../src/certify/torusFrequencies.js";

/**
 * The matrix of a convolution of stride 1 on a torus: a tap that reads around an axis's
 * end reads its pixel times −1 where the axis is moved by half a step (`e^(2πi·twist)` once around).
 */
export function aroundTorus(
  { vertical, horizontal, channels, filters, kernel }: Convolution,
  { sides, twists }: Torus,
): Matrix {
  const pixels = sides[0] * sides[1];
  const values = new Float64Array(pixels * filters * pixels * channels);
  for (let y = 0; y < sides[0]; y++) {
    for (let x = 0; x < sides[1]; x++) {
      for (let dy = 0; dy < vertical.kernel; dy++) {
        for (let dx = 0; dx < horizontal.kernel; dx++) {
          const [fromY, fromX] = [y - vertical.before + dy, x - horizontal.before + dx];
          const rounds = [Math.floor(fromY / sides[0]), Math.floor(fromX / sides[1])] as const;
          const sign = (-1) ** (2 * (twists[0] * rounds[0] + twists[1] * rounds[1]));
          const pixel = (fromY - rounds[0] * sides[0]) * sides[1] + (fromX - rounds[1] * sides[1]);
          for (let c = 0; c < channels; c++) {
            for (let f = 0; f < filters; f++) {
              const row = (y * sides[1] + x) * filters + f;
              const tap = (dy * horizontal.kernel + dx) * channels + c;
              values[row * pixels * channels + pixel * channels + c]! +=
                sign * kernel[tap * filters + f]!;
            }
          }
        }
      }
    }
  }
  return { rows: pixels * filters, columns: pixels * channels, values };
}
