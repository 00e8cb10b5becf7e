import type { Verification } from "../trainer/verifyFile.js";

const mostNamed = 10;

/** `gloro verify` for people. */
export function verificationReport({
  certificate,
  model,
  data,
  isVerified,
  claims,
}: Verification): string[] {
  const failed = claims.filter(({ failures }) => failures.length > 0).length;
  return [
    `${certificate}, against ${model} on ${data}:`,
    "",
    ...claims.flatMap(({ claim, failures }) => [
      `${failures.length === 0 ? "✓" : "✗"} ${claim}`,
      ...failures.slice(0, mostNamed).map((failure) => `    ${failure}`),
      ...(failures.length > mostNamed
        ? [`    and ${failures.length - mostNamed} more (--json)`]
        : []),
    ]),
    "",
    isVerified
      ? `All ${claims.length} claims hold.`
      : `NOT VERIFIED: ${failed} of the claims that were checked fail.`,
  ];
}
