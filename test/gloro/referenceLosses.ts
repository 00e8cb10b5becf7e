import type { LossName } from "../../src/gloro/losses/index.js";

/** What the loss of one example is computed from. */
export interface LossPoint {
  readonly y: readonly number[];
  readonly bottom: number;
  readonly label: number;
  readonly lambda: number;
  /** ε·K_tj for the label t, by class. */
  readonly gains: readonly number[];
  /** EMMA's a_j; computed where they are not given. */
  readonly shares?: readonly number[];
}

export const softmax = (y: readonly number[]): number[] => {
  const exponentials = y.map((value) => Math.exp(value - Math.max(...y)));
  const sum = exponentials.reduce((total, value) => total + value, 0);
  return exponentials.map((value) => value / sum);
};

const crossEntropy = (y: readonly number[], label: number): number => -Math.log(softmax(y)[label]!);

/** `eps_ji` of LiResNet's `emma_loss`. */
export function emmaShares({ y, label, gains }: LossPoint): number[] {
  return y.map((value, j) => {
    const share = -(value - y[label]!) / Math.max(gains[j]!, 1e-8);
    return Math.min(Math.max(share, 0.01), 1);
  });
}

/** `y_` of LiResNet's `emma_loss`. */
function emmaLogits(point: LossPoint): number[] {
  const { y, label, gains, shares = emmaShares(point) } = point;
  return y.map((value, j) => value - y[label]! + shares[j]! * gains[j]!);
}

/** `_logit_annealing_loss` of BRONet. */
export function referenceLogitAnnealing(
  point: LossPoint,
  { offset = 2, temperature = 0.75, gamma = 5 } = {},
): number {
  const shifted = emmaLogits(point).map(
    (value, j) => (value - (j === point.label ? offset : 0)) / temperature,
  );
  const ce = crossEntropy(shifted, point.label);
  return (1 - Math.exp(-ce)) ** gamma * ce * temperature;
}

/** The losses as the papers and the PyTorch code define them, from explicit probabilities, in Float64. */
export const referenceLosses: { readonly [K in LossName]: (point: LossPoint) => number } = {
  crossentropy: ({ y, bottom, label }) => crossEntropy([...y, bottom], label),
  trades_kl: ({ y, bottom, label, lambda }) => {
    const [p, q] = [softmax(y), softmax([...y, bottom])];
    const kl = p.reduce((sum, value, i) => sum + value * Math.log(value / q[i]!), 0);
    return -Math.log(p[label]!) + lambda * kl;
  },
  trades_ce: ({ y, bottom, label, lambda }) => {
    const [p, q] = [softmax(y), softmax([...y, bottom])];
    const ce = -p.reduce((sum, value, i) => sum + value * Math.log(q[i]!), 0);
    return -Math.log(p[label]!) + lambda * ce;
  },
  emma: (point) => crossEntropy(emmaLogits(point), point.label),
  margin: ({ y, label, gains }) =>
    crossEntropy(
      y.map((value, j) => value + gains[j]!),
      label,
    ),
  la: referenceLogitAnnealing,
};
