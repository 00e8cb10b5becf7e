/** A claim of a certificate that was checked. */
export interface Claim {
  readonly claim: string;
  /** A sentence for each thing that is not as claimed; none where it holds. */
  readonly failures: readonly string[];
}
