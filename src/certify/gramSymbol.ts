import { hermitianTile, type HermitianMatrix } from "./hermitianCholesky.js";
import { gamma } from "./roundingError.js";
import { rootError, type Complex } from "./rootsOfUnity.js";
import { sumOfSquaresUp } from "./sumUp.js";
import {
  channelsOf,
  summedChannels,
  tapProducts,
  type GramSide,
  type TapKernel,
} from "./tapProducts.js";
import { addUp, exactly, multiplyUp, type UpperBound } from "./upperBound.js";

/** A kernel on a grid of taps. */
export interface GridKernel extends TapKernel {
  readonly grid: readonly [vertical: number, horizontal: number];
}

/**
 * The Gram matrix of a circular convolution's Fourier block, as a function of the frequency θ: the
 * trigonometric polynomial `G(θ) = Σ_d C_d·e^(iθ·d)` with `C_d = Σ_(a−b=d) K_aᵀ·K_b` (on inputs
 * `K_a·K_bᵀ`). Its coefficients are formed once, so that a block costs a sum of them, no product.
 */
export interface GramSymbol {
  /** Rows of a block, with rows of 0 added to fill the last tile. */
  readonly side: number;
  /** At least the spectral norm of what rounding puts into a block. */
  readonly error: UpperBound;
  readonly constant: Float64Array;
  /** For the distances d that come after 0; those before are their mirror images. */
  readonly terms: readonly SymbolTerm[];
}

interface SymbolTerm {
  readonly distance: readonly [vertical: number, horizontal: number];
  /** `C_d + C_dᵀ`. */
  readonly symmetric: Float64Array;
  /** `C_d − C_dᵀ`. */
  readonly antisymmetric: Float64Array;
}

/** The symbol on the side with fewer channels. */
export function gramSymbol(kernel: GridKernel): GramSymbol {
  const gramSide: GramSide = kernel.channels < kernel.filters ? "inputs" : "outputs";
  const side = Math.ceil(channelsOf(kernel, gramSide) / hermitianTile) * hermitianTile;
  const coefficients = coefficientsOf(kernel, gramSide, side);
  const zeros = new Float64Array(side * side);
  const { grid } = kernel;
  const terms: SymbolTerm[] = [];
  for (let v = 0; v < grid[0]; v++) {
    for (let h = v === 0 ? 1 : 1 - grid[1]; h < grid[1]; h++) {
      const c = coefficients.get(distanceKey(v, h)) ?? zeros;
      const transposed = transposedSquare(c, side);
      terms.push({
        distance: [v, h],
        symmetric: c.map((value, i) => value + (transposed[i] ?? 0)),
        antisymmetric: c.map((value, i) => value - (transposed[i] ?? 0)),
      });
    }
  }
  return {
    side,
    constant: coefficients.get(distanceKey(0, 0)) ?? zeros,
    terms,
    error: symbolError(kernel, summedChannels(kernel, gramSide)),
  };
}

/** The lower half of `G(θ)`, given `e^(iθ·d)` for the distance of each term. */
export function evaluateSymbol(
  { side, constant, terms }: GramSymbol,
  turns: readonly Complex[],
): HermitianMatrix {
  const real = constant.slice();
  const imaginary = new Float64Array(side * side);
  for (const [t, { symmetric, antisymmetric }] of terms.entries()) {
    const turn = turns[t];
    if (!turn) throw new RangeError("A turn is needed for each term.");
    const { real: cosine, imaginary: sine } = turn;
    for (let row = 0; row < side; row++) {
      const end = row * side + row;
      for (let i = row * side; i <= end; i++) {
        real[i] = (real[i] ?? 0) + cosine * (symmetric[i] ?? 0);
        imaginary[i] = (imaginary[i] ?? 0) + sine * (antisymmetric[i] ?? 0);
      }
    }
  }
  return { side, real, imaginary };
}

const distanceKey = (vertical: number, horizontal: number): string => `${vertical},${horizontal}`;

/** `C_d` for the distances d that are 0 or come after it. */
function coefficientsOf(
  kernel: GridKernel,
  gramSide: GramSide,
  side: number,
): Map<string, Float64Array> {
  const { channels, stride, values } = tapProducts(kernel, gramSide);
  const [down, across] = kernel.grid;
  const coefficients = new Map<string, Float64Array>();
  for (let a = 0; a < down * across; a++) {
    for (let b = 0; b < down * across; b++) {
      const v = Math.floor(a / across) - Math.floor(b / across);
      const h = (a % across) - (b % across);
      if (v < 0 || (v === 0 && h < 0)) continue;
      const key = distanceKey(v, h);
      const sum = coefficients.get(key) ?? new Float64Array(side * side);
      coefficients.set(key, sum);
      for (let i = 0; i < channels; i++) {
        const product = (a * channels + i) * stride + b * channels;
        for (let j = 0; j < channels; j++) {
          sum[i * side + j] = (sum[i * side + j] ?? 0) + (values[product + j] ?? 0);
        }
      }
    }
  }
  return coefficients;
}

function transposedSquare(square: Float64Array, side: number): Float64Array {
  return square.map((_, i) => square[(i % side) * side + Math.floor(i / side)] ?? 0);
}

/**
 * A part of an entry sums, over the taps a and b and `summed` channels, products of two weights with a
 * turn that is off by `4·rootError` and a rounding or three. With M the same sum of absolute values, it
 * is off by `4·rootError + γ` times M, and an entry by √2 times that; M is `|K|·|K|ᵀ` for `|K|` the sum
 * of the taps' absolute values, so that `‖M‖_F ≤ ‖|K|‖_F² ≤ taps·‖kernel‖_F²`.
 */
function symbolError({ taps, kernel }: TapKernel, summed: number): UpperBound {
  const additions = taps * summed + 4 * taps + 8;
  const perEntry = addUp(multiplyUp(exactly(4), rootError), gamma(additions));
  return multiplyUp(
    multiplyUp(exactly(2), perEntry),
    multiplyUp(exactly(taps), sumOfSquaresUp(kernel)),
  );
}
