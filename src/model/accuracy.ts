/** What is known of each of `count` examples. */
export interface ExampleRadii {
  readonly count: number;
  readonly classes: number;
  /** `count` class indices. */
  readonly labels: ArrayLike<number>;
  /** `count` class indices; −1 where a network gives none. */
  readonly predictions: ArrayLike<number>;
  /** `count` certified radii. */
  readonly radii: ArrayLike<number>;
}

/** Accuracies over some examples, each a share of them. */
export interface Accuracies {
  readonly cleanAccuracy: number;
  /** Correct and certified at ε. */
  readonly vra: number;
  /** Not certified at ε: ⊥. */
  readonly rejectionRate: number;
}

/** One class's share of the evaluation; the shares are NaN where the class has no example. */
export interface ClassAccuracies extends Accuracies {
  readonly class: number;
  readonly count: number;
}

/** Accuracies over all examples at the radius `epsilon`; a radius of exactly ε is not certified. */
export function accuracies(examples: ExampleRadii, epsilon: number): Accuracies {
  return over(examples, epsilon, () => true);
}

/** VRA at one radius. */
export function vraAt(examples: ExampleRadii, radius: number): number {
  return accuracies(examples, radius).vra;
}

/** Accuracies of each class's examples. */
export function accuraciesByClass(examples: ExampleRadii, epsilon: number): ClassAccuracies[] {
  return Array.from({ length: examples.classes }, (_, label) => ({
    class: label,
    count: Array.from(examples.labels).filter((other) => other === label).length,
    ...over(examples, epsilon, (index) => examples.labels[index] === label),
  }));
}

function over(
  { count, labels, predictions, radii }: ExampleRadii,
  epsilon: number,
  counts: (index: number) => boolean,
): Accuracies {
  let all = 0;
  let correct = 0;
  let robust = 0;
  let rejected = 0;
  for (let index = 0; index < count; index++) {
    if (!counts(index)) continue;
    const isCorrect = predictions[index] === labels[index];
    const isCertified = (radii[index] ?? 0) > epsilon;
    all += 1;
    if (isCorrect) correct += 1;
    if (isCorrect && isCertified) robust += 1;
    if (!isCertified) rejected += 1;
  }
  return { cleanAccuracy: correct / all, vra: robust / all, rejectionRate: rejected / all };
}

/** The radii of the examples that are predicted right. */
export function correctRadii({ labels, predictions, radii }: ExampleRadii): number[] {
  return Array.from(radii).filter((_, index) => predictions[index] === labels[index]);
}
