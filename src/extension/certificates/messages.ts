import type { ToFileReport } from "../page/messages.js";

/** What a certificate proves of one class's examples; null where it has none. */
export interface ClassShares {
  readonly class: number;
  readonly count: number;
  readonly cleanAccuracy: number | null;
  readonly vra: number | null;
  readonly rejectionRate: number | null;
}

/** A certificate of a model on some data, as a report shows it. */
export interface CertificateView {
  readonly data: string;
  readonly examples: number;
  readonly epsilon: number;
  readonly cleanAccuracy: number;
  readonly vra: number;
  readonly rejectionRate: number;
  /** Proven, beside what the estimates would have certified; null where nobody kept it. */
  readonly vraAt: readonly {
    readonly radius: number;
    readonly vra: number;
    readonly estimated: number | null;
  }[];
  readonly histogram: {
    readonly edges: readonly number[];
    readonly correct: readonly number[];
    readonly wrong: readonly number[];
  };
  readonly classes: readonly ClassShares[];
  /** By label, the count of each certified prediction, then of ⊥; empty where classes are too many. */
  readonly confusion: readonly (readonly number[])[];
  /** What the proof rests on, a sentence each. */
  readonly assumptions: readonly string[];
}

/** A file's or a data set's name for people, and what the certificate knows it by. */
export interface CertifiedThing {
  readonly name: string;
  readonly sha256: string;
}

/** A layer's proven constant, as a certificate file has it. */
export interface CertifiedLayerView {
  readonly name: string;
  readonly kind: string;
  readonly bound: number;
  readonly method: string;
}

/** A certificate file as a report shows it: what it claims, before anybody has checked it. */
export interface CertificateFileView {
  /** False where the file was altered after it was written. */
  readonly isSealed: boolean;
  readonly model: CertifiedThing;
  readonly data: CertifiedThing;
  readonly subLipschitz: number;
  readonly layers: readonly CertifiedLayerView[];
  readonly certificate: CertificateView;
}

/** A claim of a certificate that was checked. */
export interface ClaimView {
  readonly claim: string;
  /** The first sentences of what is not as claimed; none where it holds. */
  readonly failures: readonly string[];
  /** How many sentences were left out. */
  readonly more: number;
}

/** What became of a certificate's claims. */
export interface VerificationView {
  /** The model and the data that it was held against. */
  readonly model: string;
  readonly data: string;
  readonly isVerified: boolean;
  readonly claims: readonly ClaimView[];
}

/** What a certificate's buttons do to it; each is a command of the extension. */
export type CertificateAction = "verify";

/** Messages from the extension host to a certificate's report, beside replies. */
export type ToCertificateReport =
  | ToFileReport
  | { readonly type: "certificate"; readonly certificate: CertificateFileView }
  | { readonly type: "verification"; readonly verification: VerificationView };
