import type {
  CertificateContent,
  CertificateInput,
} from "../formats/certificate/certificateSchema.js";

/** The largest k that an input's radii guarantee beyond ε; 0 for none. */
function loosest({ radii }: CertificateInput, epsilon: number): number {
  return radii.reduce((found, radius, at) => (radius > epsilon ? at + 1 : found), 0);
}

/** Whether the label is among the k largest logits; of equals those first come first. */
function isAmong({ logits, label }: CertificateInput, k: number): boolean {
  const own = logits[label] ?? NaN;
  const before = logits.filter((other, at) => other > own || (other === own && at < label));
  return before.length < k;
}

/** Counts the inputs anew. */
export function summaryFailures({
  inputs,
  epsilons,
  summary: { correct, rejected, robust, guaranteed },
}: CertificateContent): string[] {
  const [epsilon = NaN] = epsilons;
  const count = (holds: (input: CertificateInput) => boolean) => inputs.filter(holds).length;
  const largestK = inputs[0]?.radii.length ?? 1;
  const compared: readonly [what: string, claimed: number | undefined, counted: number][] = [
    ["correct", correct, count(({ prediction, label }) => prediction === label)],
    ["rejected", rejected, count((input) => loosest(input, epsilon) === 0)],
    ...epsilons.map((radius, at): [string, number | undefined, number] => [
      `right and proven at ${radius}`,
      robust[at],
      count((input) => {
        const k = loosest(input, radius);
        return k > 0 && isAmong(input, k);
      }),
    ]),
    ...(guaranteed ?? []).map((claimed, at): [string, number, number] => [
      `guaranteed as one of ${at + 1}`,
      claimed,
      count((input) => loosest(input, epsilon) === at + 1),
    ]),
  ];
  const failures = compared.flatMap(([what, claimed, counted]) =>
    claimed === counted ? [] : [`${counted} inputs are ${what}, not ${String(claimed)}.`],
  );
  if (robust.length !== epsilons.length) failures.push("there must be one count for each ε.");
  if (guaranteed && guaranteed.length !== largestK)
    failures.push("there must be one count for each k.");
  return failures;
}
