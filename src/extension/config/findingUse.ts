import type { ConfigFinding, TextSpan } from "../../runs/configFindings.js";

/**
 * The findings to mark. What the published schema refuses, VS Code's JSON support marks already: of
 * those only the fixes are ours.
 */
export function markedFindings(findings: readonly ConfigFinding[]): ConfigFinding[] {
  return findings.filter(({ source }) => source !== "schema");
}

/** A finding that can be mended. */
export type FixableFinding = ConfigFinding & Required<Pick<ConfigFinding, "fix">>;

/** The findings with a fix that lie at a place, such as the cursor. */
export function fixesAt(findings: readonly ConfigFinding[], at: TextSpan): FixableFinding[] {
  return findings.filter(
    (finding): finding is FixableFinding => finding.fix !== undefined && touch(finding, at),
  );
}

function touch(a: TextSpan, b: TextSpan): boolean {
  return a.offset <= b.offset + b.length && b.offset <= a.offset + a.length;
}
