import { exactly, type UpperBound } from "../certify/upperBound.js";
import type {
  CertificateContent,
  CertificateInput,
} from "../formats/certificate/certificateSchema.js";
import type { Claim } from "./claim.js";
import type { NetworkProof } from "./networkProof.js";
import { euclideanUp } from "./outward.js";
import { radiiOf } from "./radii.js";
import type { Subject } from "./subject.js";

/** Checks what is claimed of each input. */
export function* inputFailures(
  { inputs, data }: CertificateContent,
  subject: Subject,
  proof: NetworkProof,
): Generator<Claim> {
  const count = subject.labels.length;
  const isAll = inputs.length === count && data.examples === count;
  yield {
    claim: `these are all ${count} inputs`,
    failures: isAll
      ? []
      : [`there are ${count} inputs, not ${data.examples} (${inputs.length} are listed).`],
  };
  if (!isAll) return;
  const [labels, answers, radii]: [string[], string[], string[]] = [[], [], []];
  for (const [example, input] of inputs.entries()) {
    const of = `input ${example}`;
    const label = subject.labels[example];
    if (input.label !== label)
      labels.push(`${of}: its label is ${String(label)}, not ${input.label}.`);
    const image = subject.image(example);
    const norm = image.every(Number.isFinite) ? euclideanUp(image) : undefined;
    const now = logitsNow(subject, example);
    answers.push(...answerFailures(input, now, norm, proof).map((failure) => `${of}: ${failure}`));
    radii.push(
      ...radiusFailures(input, { image, norm, now }, subject, proof).map(
        (failure) => `${of}: ${failure}`,
      ),
    );
  }
  yield { claim: "the labels are those of the data", failures: labels };
  yield { claim: "the logits and predictions are those of the network", failures: answers };
  yield { claim: "the radii are proven", failures: radii };
}

function logitsNow({ logits, head }: Subject, example: number): number[] {
  return Array.from(logits.subarray(example * head.outputs, (example + 1) * head.outputs));
}

/** Two evaluations in float32 are each off by what rounding may do, and no more. */
function answerFailures(
  { logits, prediction }: CertificateInput,
  now: readonly number[],
  norm: UpperBound | undefined,
  proof: NetworkProof,
): string[] {
  const classes = now.length;
  if (logits.length !== classes) return [`it has ${logits.length} logits, not ${classes}.`];
  const isFinite = logits.every(Number.isFinite);
  const largest = isFinite ? logits.indexOf(Math.max(...logits)) : -1;
  if (prediction !== largest) return [`its logits predict ${largest}, not ${prediction}.`];
  if (logits.every((logit, j) => Object.is(logit, now[j]))) return [];
  if (!isFinite || !now.every(Number.isFinite) || norm === undefined) {
    return ["its logits are not the network's."];
  }
  const at = (values: readonly number[], j: number) => values[j] ?? NaN;
  for (let j = 0; j < classes; j++) {
    for (let i = 0; i < j; i++) {
      const [then, again] = [at(logits, j) - at(logits, i), at(now, j) - at(now, i)];
      if (!(Math.abs(then - again) <= proof.apart(norm, j * classes + i))) {
        return [
          `its logits ${j} and ${i} are further from the network's than rounding can bring them.`,
        ];
      }
    }
  }
  return [];
}

interface Seen {
  readonly image: Float32Array;
  readonly norm: UpperBound | undefined;
  readonly now: readonly number[];
}

/** Radii by the logits of now; where these are not enough, by Float64. */
function radiusFailures(
  { logits, radii }: CertificateInput,
  { image, norm, now }: Seen,
  { relaxation }: Subject,
  proof: NetworkProof,
): string[] {
  const nothing = radiiOf(
    logits,
    now,
    () => ({ loss: exactly(0), speed: exactly(0) }),
    0,
    relaxation,
  );
  if (radii.length !== nothing.length)
    return [`it has ${radii.length} radii, not ${nothing.length}.`];
  const { against, limit } =
    norm === undefined ? { against: undefined, limit: 0 } : proof.atNorm(norm);
  const proven = against ? radiiOf(logits, now, against, limit, relaxation) : nothing;
  const unproven = () => radii.findIndex((radius, k) => !(radius <= (proven[k] ?? -1)));
  if (unproven() >= 0 && norm !== undefined && now.every(Number.isFinite)) {
    const closer = proof.atPoint(Float64Array.from(image));
    const again = radiiOf(
      logits,
      Array.from(closer.logits),
      closer.against,
      closer.limit,
      relaxation,
    );
    for (const [k, radius] of again.entries()) proven[k] = Math.max(proven[k] ?? -1, radius);
  }
  const k = unproven();
  if (k < 0) return [];
  const which = radii.length === 1 ? "" : ` of its top ${k + 1}`;
  return [`the radius ${radii[k] ?? NaN}${which} is not proven.`];
}
