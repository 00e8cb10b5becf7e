import type { LayerBound } from "../certify/layerBounds.js";
import { accuracies, correctRadii, vraAt, wrongRadii } from "../model/accuracy.js";
import type { Accuracies, ExampleRadii } from "../model/accuracy.js";
import type { Predictions } from "../model/predictions.js";
import { guaranteeShares } from "../model/guarantees.js";
import type { RadiusHistogram } from "../runs/metrics.js";
import { assumptionsOf } from "./assumptions.js";
import { estimatedModel } from "./estimatedModel.js";
import { provenExamples } from "./provenExamples.js";
import type { Answers, ProvenExamples } from "./provenExamples.js";
import type { CertifiedSums } from "./certifiedLayers.js";
import { radiusHistogram } from "./radiusHistogram.js";

/** What is proven of a network on some examples; with estimates alone, what it looks like. */
export interface Certificate extends Accuracies {
  readonly data: string;
  readonly examples: number;
  readonly epsilon: number;
  /** False for estimates alone, which prove nothing. */
  readonly isProven: boolean;
  readonly model: CertifiedModel;
  readonly points: readonly CertifiedExample[];
  /** VRA at each radius; the radius is the key. */
  readonly vraAt: Readonly<Record<string, number>>;
  readonly histogram: RadiusHistogram;
  /** Of a relaxed net: the share of examples whose loosest guarantee is k; k is the key. */
  readonly guarantees?: Readonly<Record<string, number>>;
  /** What the same bounds would certify of logits without rounding. */
  readonly withoutRounding?: {
    readonly vra: number;
    readonly vraAt: Readonly<Record<string, number>>;
  };
  /** By the power method's estimates. */
  readonly estimated: { readonly vra: number; readonly vraAt: Readonly<Record<string, number>> };
  /** What a certificate file is made of; absent where there are estimates alone. */
  readonly proof?: ProvenExamples;
  /** At how many points a look in Float64 proved more than norms alone do. */
  readonly closerLooks: number;
  /** Of which sums it speaks. */
  readonly sums: CertifiedSums;
  /** What the proof rests on, a sentence each. */
  readonly assumptions: readonly string[];
}

/** The Lipschitz constants of a network. */
export interface CertifiedModel {
  /** `classes × classes`: K_ji of the margin between j and i, −1 for j = i. */
  readonly lipschitzConstant: readonly (readonly number[])[];
  /** L_sub, of the layers before the head. */
  readonly subLipschitz: number;
  /** The layers before the head that join nothing. */
  readonly layers: readonly CertifiedLayer[];
}

/** A layer's bound, with what its rounding depends on: all that a check of the certificate needs. */
export interface CertifiedLayer {
  readonly name: string;
  readonly kind: string;
  /** Absent where there are estimates alone. */
  readonly bound?: number;
  readonly estimate: number;
  readonly method: LayerBound["method"] | "estimate";
  readonly rounding?: {
    /** At least ‖|W|‖₂. */
    readonly magnitude: number;
    /** At least the norm of the layer's output at 0: of its bias. */
    readonly offset: number;
    /** How many additions and other roundings are behind an entry. */
    readonly additions: number;
    readonly roundings: number;
  };
}

/** What is said of one example. */
export interface CertifiedExample {
  readonly logits: readonly number[];
  /** −1 where a logit is not finite. */
  readonly prediction: number;
  readonly label: number;
  /** Absent where there are estimates alone; of a relaxed net, the largest at which it guarantees something. */
  readonly certifiedRadius?: number;
  readonly estimatedRadius: number;
  /** Of a relaxed net, for each k: whether its k classes are guaranteed at ε. */
  readonly guarantee?: readonly boolean[];
}

/** What is to be certified; the predictions come with settled estimates. */
export interface Subject extends Answers {
  readonly data: string;
  readonly epsilon: number;
  readonly radii: readonly number[];
}

/** The same where the predictions are there. */
export interface PredictedSubject extends Subject {
  readonly predictions: Predictions;
}

/** How it is certified. */
export interface CertifyingOptions {
  /** Takes the power method's estimates and proves nothing. */
  readonly isQuick?: boolean | undefined;
  /** Default `inBlocks`: the network as gloro runs it; `inAnyOrder` however it is run. */
  readonly sums?: CertifiedSums | undefined;
  /** Told what is being done. */
  readonly report?: ((activity: string) => void) | undefined;
}

/**
 * Certifies a network, as float32 computes it, on a split (docs/soundness.md says what that means).
 *
 * @throws NoBoundError for a layer that nobody has bounded; GloroError
 */
export async function certify(
  subject: Subject,
  { isQuick, sums = "inBlocks", report }: CertifyingOptions,
): Promise<Certificate> {
  if (isQuick) return estimatedCertificate({ ...subject, predictions: await subject.predictions });
  const { epsilon, radii } = subject;
  const proven = await provenExamples({ ...subject, sums }, [epsilon, ...radii], report);
  const predicted = { ...subject, predictions: await subject.predictions };
  return {
    ...summary(predicted, proven.examples, proven.estimated),
    isProven: true,
    model: provenModel(proven),
    points: examplesOf(predicted, proven.estimated, proven.examples),
    withoutRounding: vras(proven.withoutRounding, predicted),
    closerLooks: proven.closerLooks.length,
    proof: proven,
    sums,
    assumptions: assumptionsOf(proven.graph, proven.rounding, sums),
  };
}

function provenModel({
  constants: { classes, values },
  subLipschitz,
  layers,
  estimates,
  rounding,
}: ProvenExamples): CertifiedModel {
  const arithmetics = new Map(rounding?.layers.map((layer) => [layer.name, layer]));
  return {
    lipschitzConstant: Array.from({ length: classes }, (_, j) =>
      Array.from({ length: classes }, (_, i) => (i === j ? -1 : (values[j * classes + i] ?? NaN))),
    ),
    subLipschitz,
    layers: layers.map(({ name, kind, bound, lowerBound, method }) => {
      const arithmetic = arithmetics.get(name);
      return {
        name,
        kind,
        bound,
        estimate: estimates.get(name) ?? lowerBound,
        method,
        ...(arithmetic && {
          rounding: {
            magnitude: arithmetic.magnitude,
            offset: arithmetic.offset,
            additions: arithmetic.additions,
            roundings: arithmetic.roundings,
          },
        }),
      };
    }),
  };
}

/** The same by the power method's estimates: fast, and no proof. */
function estimatedCertificate(subject: PredictedSubject): Certificate {
  const { predictions } = subject;
  return {
    ...summary(subject, predictions, predictions),
    isProven: false,
    model: estimatedModel(subject),
    points: examplesOf(subject, predictions),
    closerLooks: 0,
    sums: "inBlocks",
    assumptions: ["Nothing is proven: the Lipschitz constants are the power method's, from below."],
  };
}

function vras(examples: ExampleRadii, { epsilon, radii }: Subject) {
  return {
    vra: vraAt(examples, epsilon),
    vraAt: Object.fromEntries(radii.map((radius) => [String(radius), vraAt(examples, radius)])),
  };
}

function summary(subject: Subject, examples: ExampleRadii, estimated: ExampleRadii) {
  const { data, epsilon } = subject;
  const { relaxed, count } = examples;
  return {
    data,
    epsilon,
    examples: count,
    ...accuracies(examples, epsilon),
    ...vras(examples, subject),
    histogram: radiusHistogram(
      { correct: correctRadii(examples), wrong: wrongRadii(examples) },
      epsilon,
    ),
    ...(relaxed && { guarantees: guaranteeShares(relaxed, count, epsilon) }),
    estimated: vras(estimated, subject),
  };
}

function examplesOf(
  { predictions: { logits, classes, labels }, epsilon }: PredictedSubject,
  estimated: ExampleRadii,
  proven?: ExampleRadii,
): CertifiedExample[] {
  const { count, predictions, relaxed } = proven ?? estimated;
  return Array.from({ length: count }, (_, example) => ({
    logits: Array.from(logits.subarray(example * classes, (example + 1) * classes)),
    prediction: predictions[example] ?? -1,
    label: labels[example] ?? -1,
    ...(proven && { certifiedRadius: proven.radii[example] ?? 0 }),
    estimatedRadius: estimated.radii[example] ?? 0,
    ...(relaxed && {
      guarantee: Array.from(
        { length: relaxed.largestK },
        (_, k) => (relaxed.radii[example * relaxed.largestK + k] ?? 0) > epsilon,
      ),
    }),
  }));
}
