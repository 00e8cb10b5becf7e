import type { SampleRadii, SamplesView } from "../../src/extension/samples/messages.js";

/** What is known of the examples, by example. */
export interface SampleColumns
  extends Pick<SamplesView, "labels" | "predictions">, Pick<SampleRadii, "radii" | "rightRadii"> {}

/** Which examples are shown; a class of −1 stands for all. */
export interface SampleFilter {
  readonly label: number;
  readonly prediction: number;
  readonly answer: "all" | "right" | "wrong";
  readonly certified: "all" | "certified" | "rejected";
}

/** By what examples are sorted; `place` is their order in the data. */
export type SortKey = "place" | "radius" | "label" | "prediction" | "answer";

/** How examples are sorted; equal ones stand in the data's order. */
export interface SampleSort {
  readonly key: SortKey;
  readonly isDescending: boolean;
}

/** How many of some examples are right, certified at ε, and both: shares of the VRA. */
export interface SampleCounts {
  readonly count: number;
  readonly right: number;
  readonly certified: number;
  readonly robust: number;
}

export const everything: SampleFilter = {
  label: -1,
  prediction: -1,
  answer: "all",
  certified: "all",
};

/** The examples that are shown, in order. A radius of exactly ε is not certified at ε. */
export function orderSamples(
  columns: SampleColumns,
  filter: SampleFilter,
  epsilon: number,
  { key, isDescending }: SampleSort,
): number[] {
  const { labels, predictions, radii } = columns;
  const isRight = (example: number) => labels[example] === predictions[example];
  const isShown = (example: number) =>
    (filter.label < 0 || labels[example] === filter.label) &&
    (filter.prediction < 0 || predictions[example] === filter.prediction) &&
    (filter.answer === "all" || isRight(example) === (filter.answer === "right")) &&
    (filter.certified === "all" ||
      (radii[example] ?? 0) > epsilon === (filter.certified === "certified"));
  const values: { [K in SortKey]: (example: number) => number } = {
    place: (example) => example,
    radius: (example) => radii[example] ?? 0,
    label: (example) => labels[example] ?? -1,
    prediction: (example) => predictions[example] ?? -1,
    answer: (example) => Number(isRight(example)),
  };
  const sign = isDescending ? -1 : 1;
  const valueOf = values[key];
  return Array.from(labels.keys())
    .filter(isShown)
    .sort((a, b) => sign * (valueOf(a) - valueOf(b)) || a - b);
}

/** Counts over these examples. */
export function countSamples(
  { labels, predictions, radii, rightRadii }: SampleColumns,
  epsilon: number,
  examples: Iterable<number>,
): SampleCounts {
  let [count, right, certified, robust] = [0, 0, 0, 0];
  for (const example of examples) {
    count++;
    if (labels[example] === predictions[example]) right++;
    if ((radii[example] ?? 0) > epsilon) certified++;
    if ((rightRadii[example] ?? -1) > epsilon) robust++;
  }
  return { count, right, certified, robust };
}
