import type { Convolution } from "./convolution.js";
import type { ProvenNorm } from "./choleskyBound.js";
import { evaluateSymbol, gramSymbol, type GramSymbol } from "./gramSymbol.js";
import { hermitianCholesky, type HermitianMatrix } from "./hermitianCholesky.js";
import { largestOfHermitian } from "./hermitianMap.js";
import type { Patience } from "./lanczos.js";
import { gamma } from "./roundingError.js";
import { coarseAxis, coarseKernel } from "./spaceToDepth.js";
import {
  halfOfFrequencies,
  turnsOnTorus,
  type Frequency,
  type Torus,
  type Twist,
} from "./torusFrequencies.js";
import { addUp, exactly, multiplyUp, squareRootUp } from "./upperBound.js";

/** A bound by Fourier blocks, and the torus that gave it. */
export interface TorusBound extends ProvenNorm {
  readonly torus: Torus;
}

// To tell the four tori apart; the one that is chosen is proven.
const aGlance: Patience = { iterations: 6, accuracy: 0 };

const aLook: Patience = { iterations: 200, accuracy: 1e-9 };

// How far above the square of the largest block's norm the proof is tried.
const gap = 1e-7;

/**
 * An upper bound of a convolution's spectral norm by Fourier blocks (arXiv 2305.16173, section 4).
 * Zero-padded convolution is crop ∘ circular convolution ∘ zero-extension on a torus that is large
 * enough, and circular convolution has the norm of its largest Fourier block. A stride is taken out
 * first by space-to-depth. Multiplying pixel p by `e^(iψ·p)` changes no norm and moves all frequencies by
 * ψ: of four tori, moved by half a step or not on each axis, the one with the smallest norm is taken,
 * which often is the one that passes by the kernel's largest frequency.
 *
 * Each block is proven, as in `choleskyBound`, to be no larger than one number: Cholesky of `s·I − G(θ)`
 * runs through. In complex numbers the two parts of an entry are sums of twice as many products, each
 * part off by no more than `γ·|l_i||l_j|`, together √2 times that.
 *
 * @param convolution its largest weight between 1 and 2, so that squares neither overflow nor vanish
 */
export function torusBound(convolution: Convolution): TorusBound {
  const down = coarseAxis(convolution.vertical);
  const across = coarseAxis(convolution.horizontal);
  const symbol = gramSymbol({
    grid: [down.taps, across.taps],
    taps: down.taps * across.taps,
    channels: down.phases * across.phases * convolution.channels,
    filters: convolution.filters,
    kernel: coarseKernel(convolution, down, across),
  });
  const [{ torus, blocks }] = toriOf([down.side, across.side])
    .map((candidate) => glance(symbol, candidate))
    .sort((a, b) => a.largest - b.largest) as [Glance];
  const square = largestProven(symbol, torus, blocks);

  const { side, error } = symbol;
  const ofCholesky = multiplyUp(
    multiplyUp(exactly(2 * side), gamma(2 * (side + 8))),
    exactly(square),
  );
  return {
    bound: squareRootUp(addUp(exactly(square), addUp(ofCholesky, error))),
    sigma: Math.sqrt(square),
    torus,
  };
}

function toriOf(sides: Torus["sides"]): Torus[] {
  // A side of 1 has one block, the same at every frequency.
  const [vertical, horizontal] = sides.map((side): Twist[] => (side === 1 ? [0] : [0, 0.5]));
  return (vertical ?? []).flatMap((v) =>
    (horizontal ?? []).map((h): Torus => ({ sides, twists: [v, h] })),
  );
}

/** A torus with estimates of the squares of its blocks' norms, largest first. */
interface Glance {
  readonly torus: Torus;
  readonly largest: number;
  readonly blocks: readonly Frequency[];
}

function glance(symbol: GramSymbol, torus: Torus): Glance {
  const blockAt = blocksOf(symbol, torus);
  const estimates = halfOfFrequencies(torus)
    .map((frequency) => ({
      frequency,
      size: largestOfHermitian(blockAt(frequency), aGlance),
    }))
    .sort((a, b) => b.size - a.size);
  return {
    torus,
    largest: estimates[0]?.size ?? 0,
    blocks: estimates.map(({ frequency }) => frequency),
  };
}

/** A number s with `s·I − G(θ)` positive definite, but for rounding, in every block. */
function largestProven(symbol: GramSymbol, torus: Torus, blocks: readonly Frequency[]): number {
  const blockAt = blocksOf(symbol, torus);
  let square = 0;
  for (const frequency of blocks) {
    for (let above = gap; !exceeds(square, blockAt(frequency)); above *= 10) {
      const eigenvalue = largestOfHermitian(blockAt(frequency), aLook);
      // Its error on top, so that a block of zeros ends too.
      square = Math.max(square, eigenvalue * (1 + above) + symbol.error);
    }
  }
  return square;
}

function blocksOf(symbol: GramSymbol, torus: Torus): (frequency: Frequency) => HermitianMatrix {
  const turns = turnsOnTorus(
    torus,
    symbol.terms.map(({ distance }) => distance),
  );
  return (frequency) => evaluateSymbol(symbol, turns(frequency));
}

/** Whether Cholesky of `s·I − G` runs through. */
function exceeds(s: number, { side, real, imaginary }: HermitianMatrix): boolean {
  const difference = { side, real: real.map((x) => -x), imaginary: imaginary.map((x) => -x) };
  for (let i = 0; i < side * side; i += side + 1) {
    difference.real[i] = s + (difference.real[i] ?? 0);
  }
  return hermitianCholesky(difference);
}
