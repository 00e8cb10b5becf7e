import { t } from "@vscode/l10n";
import type { SampleRadii, SamplesView } from "../../src/extension/samples/messages.js";
import { significant } from "../charts/numbers.js";

/** What is said of one example. */
export interface SampleWords {
  /** Under its picture: the class, with the wrong answer where there is one. */
  readonly answer: string;
  /** Under its picture: ✓ where it is certified at ε, else ⊥, and its radius. */
  readonly radius: string;
  /** For who cannot see it: "Example 5: 7, predicted 7, certified to 0.42". */
  readonly told: string;
  readonly isRight: boolean;
  readonly isCertified: boolean;
}

const radiusDigits = 3;

/** The words of one example. */
export function sampleWords(
  { labels, predictions, classNames }: Pick<SamplesView, "labels" | "predictions" | "classNames">,
  { radii }: Pick<SampleRadii, "radii">,
  example: number,
  epsilon: number,
): SampleWords {
  const label = classNameOf(classNames, labels[example] ?? -1);
  const prediction = classNameOf(classNames, predictions[example] ?? -1);
  const radius = radii[example] ?? 0;
  const isRight = labels[example] === predictions[example];
  const isCertified = radius > epsilon;
  const shown = radiusText(radius);
  return {
    answer: isRight ? label : t("{0} as {1}", label, prediction),
    radius: `${isCertified ? "✓" : "⊥"} ${shown}`,
    told: [
      t("Example {0}: {1}, predicted {2}", example, label, prediction),
      ...(isRight ? [] : [t("wrong")]),
      radius > 0 ? t("certified to {0}", shown) : t("not certified"),
    ].join(", "),
    isRight,
    isCertified,
  };
}

/** A class's name, and a dash where the network gives none. */
export function classNameOf(classNames: readonly string[], index: number): string {
  return classNames[index] ?? "–";
}

/** A certified radius; ∞ where nothing limits it. */
export function radiusText(radius: number): string {
  return radius === Infinity ? "∞" : significant(Math.max(0, radius), radiusDigits);
}
