import type { Convolution, ConvolutionAxis } from "./convolution.js";
import type { ComplexMatrix } from "./matrix.js";
import type { Complex } from "./rootsOfUnity.js";

/** An axis after space-to-depth by the stride: pixels become phases × coarser pixels, stride 1. */
export interface TorusAxis {
  /** Taps on the coarser pixels: ⌈kernel / stride⌉. */
  readonly taps: number;
  /** Places within a coarser pixel that the kernel reads. */
  readonly phases: number;
  /** Pixels around a torus on which no two outputs meet: outputs + taps − 1. */
  readonly side: number;
}

/** The torus for one axis of a zero-padded convolution. */
export function torusAxis({ kernel, stride, output }: ConvolutionAxis): TorusAxis {
  const taps = Math.ceil(kernel / stride);
  // Outputs that share no pixel are each a block of their own: one frequency says all.
  const side = taps === 1 ? 1 : output + taps - 1;
  return { taps, phases: Math.min(stride, kernel), side };
}

/**
 * The Fourier block (filters × phases²·channels) of a circular, strided convolution at one frequency:
 * the sum of the taps, each turned by the frequency.
 *
 * @param verticalTurn `e^(2πi·v/side)` to the power of each coarse tap
 * @param horizontalTurn the same for h
 */
export function fourierBlock(
  { vertical, horizontal, channels, filters, kernel }: Convolution,
  verticalTurn: readonly Complex[],
  horizontalTurn: readonly Complex[],
): ComplexMatrix {
  const verticalPhases = torusAxis(vertical).phases;
  const horizontalPhases = torusAxis(horizontal).phases;
  const columns = verticalPhases * horizontalPhases * channels;
  const real = new Float64Array(filters * columns);
  const imaginary = new Float64Array(filters * columns);
  for (let row = 0; row < vertical.kernel; row++) {
    const turnDown = verticalTurn[Math.floor(row / vertical.stride)];
    for (let column = 0; column < horizontal.kernel; column++) {
      const turnRight = horizontalTurn[Math.floor(column / horizontal.stride)];
      if (!turnDown || !turnRight) throw new RangeError("A turn is needed for each coarse tap.");
      const turn = multiply(turnDown, turnRight);
      const phase = (row % vertical.stride) * horizontalPhases + (column % horizontal.stride);
      const weights = (row * horizontal.kernel + column) * channels * filters;
      for (let channel = 0; channel < channels; channel++) {
        for (let filter = 0; filter < filters; filter++) {
          const weight = kernel[weights + channel * filters + filter] ?? 0;
          const entry = filter * columns + phase * channels + channel;
          real[entry] = (real[entry] ?? 0) + weight * turn.real;
          imaginary[entry] = (imaginary[entry] ?? 0) + weight * turn.imaginary;
        }
      }
    }
  }
  return { rows: filters, columns, real, imaginary };
}

function multiply(a: Complex, b: Complex): Complex {
  return {
    real: a.real * b.real - a.imaginary * b.imaginary,
    imaginary: a.real * b.imaginary + a.imaginary * b.real,
  };
}
