import { largestRadius, loosestAt, rightRadius } from "./guarantees.js";
import type { Guarantees } from "./guarantees.js";

/** What is known of each of `count` examples. */
export interface ExampleRadii {
  readonly count: number;
  readonly classes: number;
  /** `count` class indices. */
  readonly labels: ArrayLike<number>;
  /** `count` class indices; −1 where a network gives none. */
  readonly predictions: ArrayLike<number>;
  /** `count` certified radii of the predicted class. */
  readonly radii: ArrayLike<number>;
  /** Of a relaxed net, whose certificates these are in place of the radii. */
  readonly relaxed?: Guarantees | undefined;
}

/** Accuracies over some examples, each a share of them. */
export interface Accuracies {
  readonly cleanAccuracy: number;
  /** Correct and certified at ε; of a relaxed net, the label within the loosest guarantee. */
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
  return over(answersAt(examples, epsilon), () => true);
}

/** VRA at one radius. */
export function vraAt(examples: ExampleRadii, radius: number): number {
  return accuracies(examples, radius).vra;
}

/** Accuracies of each class's examples. */
export function accuraciesByClass(examples: ExampleRadii, epsilon: number): ClassAccuracies[] {
  const answers = answersAt(examples, epsilon);
  return Array.from({ length: examples.classes }, (_, label) => ({
    class: label,
    count: Array.from(examples.labels).filter((other) => other === label).length,
    ...over(answers, (index) => examples.labels[index] === label),
  }));
}

/**
 * The radii up to which examples count in the VRA, of those that are right; of a relaxed net these are
 * the ones whose label lies in a top k that may be guaranteed.
 *
 * @param sample how many of the first examples are looked at
 */
export function correctRadii(examples: ExampleRadii, sample = examples.count): number[] {
  const guarantees = guaranteesOf(examples);
  return Array.from({ length: Math.min(sample, examples.count) }, (_, index) =>
    rightRadius(guarantees, index),
  ).filter((radius) => radius >= 0);
}

/**
 * The radii up to which the other examples are certified all the same: guarantees of a wrong answer; 0
 * where there is none. Of a relaxed net the largest radius of any k.
 *
 * @param sample how many of the first examples are looked at
 */
export function wrongRadii(examples: ExampleRadii, sample = examples.count): number[] {
  const guarantees = guaranteesOf(examples);
  return Array.from({ length: Math.min(sample, examples.count) }, (_, index) => index)
    .filter((index) => !(rightRadius(guarantees, index) >= 0))
    .map((index) => {
      const radius = largestRadius(guarantees, index);
      return radius >= 0 ? radius : 0;
    });
}

/** What the network answers to an example at some radius. */
interface Answer {
  readonly isCorrect: boolean;
  readonly isCertified: boolean;
  /** Certified, and right about the label. */
  readonly isRobust: boolean;
}

function answersAt(examples: ExampleRadii, radius: number): Answer[] {
  const { count, labels, predictions } = examples;
  const guarantees = guaranteesOf(examples);
  const loosest = loosestAt(guarantees, radius);
  return Array.from({ length: count }, (_, index) => {
    const k = loosest[index] ?? -1;
    return {
      isCorrect: predictions[index] === labels[index],
      isCertified: k > 0,
      isRobust: (guarantees.labelRanks[index] ?? Infinity) <= k,
    };
  });
}

function guaranteesOf({ relaxed, labels, predictions, radii }: ExampleRadii): Guarantees {
  // A wrong class comes somewhere after the first, which is all that a plain network speaks of.
  const rankOf = (label: number, index: number) => (predictions[index] === label ? 1 : Infinity);
  return relaxed ?? { largestK: 1, radii, labelRanks: Array.from(labels, rankOf) };
}

function over(answers: readonly Answer[], counts: (index: number) => boolean): Accuracies {
  const counted = answers.filter((_, index) => counts(index));
  const share = (holds: (answer: Answer) => boolean) =>
    counted.filter(holds).length / counted.length;
  return {
    cleanAccuracy: share(({ isCorrect }) => isCorrect),
    vra: share(({ isRobust }) => isRobust),
    rejectionRate: share(({ isCertified }) => !isCertified),
  };
}
