import { t } from "@vscode/l10n";
import type {
  SampleAttackView,
  SampleRadii,
  SamplesView,
  SampleView,
} from "../../src/extension/samples/messages.js";
import { significant } from "../charts/numbers.js";
import { largestOf, shownClasses } from "./logitScene.js";
import type { ClassLogit } from "./logitScene.js";
import { classNameOf, radiusText } from "./sampleText.js";

/** One example, as far as it is known. */
export interface OpenSample {
  readonly example: number;
  readonly samples: SamplesView;
  readonly certified: SampleRadii;
  readonly sample?: SampleView | undefined;
  readonly attack?: SampleAttackView | undefined;
}

const distanceDigits = 4;
const logitDigits = 3;

/** What is said of an example at first sight. */
export function sampleFacts(open: OpenSample): [name: string, text: string][] {
  const { example, samples, certified, attack } = open;
  const name = (index = -1) => classNameOf(samples.classNames, index);
  const rival = certified.rivals[example] ?? -1;
  const top = certified.tops[example] ?? 1;
  return [
    [t("label"), name(samples.labels[example])],
    [t("predicted"), name(samples.predictions[example])],
    ...(top > 1 ? ([[t("certified classes"), t("the first {0}", top)]] as [string, string][]) : []),
    [
      certified.isProven ? t("certified radius, proven") : t("certified radius, estimated"),
      radiusText(certified.radii[example] ?? 0),
    ],
    [t("competing class"), name(rival)],
    [t("its margin"), significant(marginTo(rival, top, open))],
    [t("attack"), attack ? toldDistance(attack) : t("not tried")],
  ];
}

/** How far the competitor's logit lies below the last of the certified classes. */
function marginTo(rival: number, top: number, { sample }: OpenSample): number {
  if (!sample) return NaN;
  const sorted = sample.logits.toSorted().reverse();
  return (sorted[top - 1] ?? NaN) - (sample.logits[rival] ?? NaN);
}

function toldDistance({ found, upTo }: SampleAttackView): string {
  return found
    ? t("succeeds at {0}", significant(found.distance, distanceDigits))
    : t("none found up to {0}", significant(upTo, distanceDigits));
}

/** What came of an attack. */
export interface AttackVerdict {
  readonly text: string;
  /** Whether the certificate is false. */
  readonly isRefuted: boolean;
}

/** What came of the attack on an example; nothing where it was not attacked. */
export function attackVerdict(open: OpenSample): AttackVerdict | undefined {
  const { example, samples, certified, sample, attack } = open;
  if (!attack || !sample) return undefined;
  const { found, upTo } = attack;
  if (!found) {
    const distance = significant(upTo, distanceDigits);
    const text = t(
      "No attack up to an L2 distance of {0} changed the answer, which proves nothing.",
      distance,
    );
    return { text, isRefuted: false };
  }
  const distance = significant(found.distance, distanceDigits);
  const name = (logits: Float32Array) => classNameOf(samples.classNames, largestOf(logits));
  const top = certified.tops[example] ?? 1;
  const changed =
    top > 1
      ? t("At an L2 distance of {0} other classes are among the first {1}.", distance, top)
      : t(
          "At an L2 distance of {0} the answer changes from {1} to {2}.",
          distance,
          name(sample.logits),
          name(found.logits),
        );
  const radius = certified.radii[example] ?? 0;
  const isRefuted = found.distance < radius;
  return { text: `${changed} ${limitText(certified, radius, isRefuted)}`.trim(), isRefuted };
}

function limitText({ isProven }: SampleRadii, radius: number, isRefuted: boolean): string {
  const shown = radiusText(radius);
  if (!(radius > 0)) return "";
  if (!isProven) return t("By estimates it is certified to {0}.", shown);
  return isRefuted
    ? t(
        "That is closer than the certified radius of {0}, which is false: please report this with the model.",
        shown,
      )
    : t("Nothing closer than {0} can do that: it is certified.", shown);
}

/** The logits that are drawn; none before they are known. */
export function classLogits(open: OpenSample): ClassLogit[] {
  const { example, samples, certified, sample, attack } = open;
  if (!sample) return [];
  const after = attack?.found?.logits;
  const predicted = samples.predictions[example] ?? -1;
  const rival = certified.rivals[example] ?? -1;
  return shownClasses(sample.logits, after, [predicted, rival]).map((index) => ({
    name: classNameOf(samples.classNames, index),
    logit: sample.logits[index] ?? NaN,
    attacked: after?.[index],
    role: index === predicted ? "predicted" : index === rival ? "rival" : "other",
  }));
}

/** The logits as a table. */
export function logitRows(classes: readonly ClassLogit[]): (string | number)[][] {
  const isAttacked = classes.some(({ attacked }) => attacked !== undefined);
  return [
    [t("class"), t("logit"), ...(isAttacked ? [t("attacked")] : [])],
    ...classes.map(({ name, logit, attacked = NaN }) => [
      name,
      logit,
      ...(isAttacked ? [attacked] : []),
    ]),
  ];
}

/** The logits in words. */
export function toldLogits(classes: readonly ClassLogit[]): string {
  const short = (value: number) => significant(value, logitDigits);
  return classes
    .map(({ name, logit, attacked }) =>
      attacked === undefined
        ? `${name}: ${short(logit)}`
        : t("{0}: {1}, attacked {2}", name, short(logit), short(attacked)),
    )
    .join("; ");
}
