import { accuracies } from "../model/accuracy.js";
import type { ExampleRadii } from "../model/accuracy.js";
import type { AttackedClaim } from "../model/attack/attackClaims.js";
import type { ExampleClaims } from "./provenClaims.js";

/** Proven and empirical accuracy at one radius: the truth lies between the two. */
export interface AccuracyAt {
  readonly epsilon: number;
  /** Right and certified. */
  readonly vra: number;
  /** Right, and no attack found otherwise. */
  readonly attackedAccuracy: number;
}

/** What an attack did to one example. */
export interface AttackedExample {
  /** Its place in the test split, from 0. */
  readonly example: number;
  readonly label: number;
  /** −1 where logits are not finite. */
  readonly prediction: number;
  /** The certified radius; of a relaxed net that of its strongest guarantee. */
  readonly radius: number;
  /** For each ε whether a right answer was broken; a wrong one is not attacked. The radius is the key. */
  readonly broken: Readonly<Record<string, boolean>>;
  /** Whether an input closer than the certified radius was found that is answered otherwise. */
  readonly isCertificateBroken: boolean;
  /** The L2 norm of the smallest perturbation found that breaks anything. */
  readonly smallest?: number;
}

/** The figures of an attack. */
export interface AttackFigures {
  readonly examples: number;
  readonly cleanAccuracy: number;
  /** From the smallest ε. */
  readonly at: readonly AccuracyAt[];
  readonly certificates: {
    readonly attacked: number;
    /** The places of the examples whose certificates were refuted: none, unless something is wrong. */
    readonly broken: readonly number[];
  };
  readonly inputs: readonly AttackedExample[];
}

/** Of each example what is claimed, and what became of it at each ε and at its certified radius. */
export interface AttackOutcome {
  readonly examples: ExampleRadii;
  readonly claims: readonly ExampleClaims[];
  readonly epsilons: readonly number[];
  /** By ε, then by example. */
  readonly broken: readonly (readonly AttackedClaim[])[];
  /** By example. */
  readonly certificates: readonly AttackedClaim[];
}

/** Counts what an attack found. */
export function attackFigures(outcome: AttackOutcome): AttackFigures {
  const { examples, claims, epsilons, broken, certificates } = outcome;
  const unbroken = (position: number) =>
    claims.filter(({ right }, example) => right && !broken[position]?.[example]?.isBroken).length;
  return {
    examples: examples.count,
    cleanAccuracy: accuracies(examples, 0).cleanAccuracy,
    at: epsilons.map((epsilon, position) => ({
      epsilon,
      vra: accuracies(examples, epsilon).vra,
      attackedAccuracy: unbroken(position) / examples.count,
    })),
    certificates: {
      attacked: claims.filter(({ certificate }) => certificate.radius > 0).length,
      broken: certificates.flatMap(({ isBroken }, example) => (isBroken ? [example] : [])),
    },
    inputs: claims.map((_, example) => attackedExample(outcome, example)),
  };
}

function attackedExample(outcome: AttackOutcome, example: number): AttackedExample {
  const { examples, claims, epsilons, broken, certificates } = outcome;
  const all = [...broken, certificates].flatMap((found) => found[example] ?? []);
  const distances = all.flatMap(({ isBroken, distance }) => (isBroken ? [distance] : []));
  return {
    example,
    label: examples.labels[example] ?? -1,
    prediction: examples.predictions[example] ?? -1,
    radius: claims[example]?.certificate.radius ?? 0,
    broken: Object.fromEntries(
      epsilons.map((epsilon, position) => [
        String(epsilon),
        broken[position]?.[example]?.isBroken ?? false,
      ]),
    ),
    isCertificateBroken: certificates[example]?.isBroken ?? false,
    ...(distances.length > 0 && { smallest: Math.min(...distances) }),
  };
}
