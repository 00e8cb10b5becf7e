import type { Evaluation, MetricsLine } from "../runs/metrics.js";

/** What JSON makes of a value on its way into a webview: a number that is not finite becomes null. */
export type OverWire<T> = unknown extends T
  ? T
  : T extends number
    ? number | null
    : T extends string | boolean | null | undefined
      ? T
      : { readonly [K in keyof T]: OverWire<T[K]> };

/** A line of metrics.jsonl as the dashboard gets it. */
export type WireLine = OverWire<MetricsLine>;

/** An epoch's evaluation as the dashboard gets it. */
export type WireEvaluation = OverWire<Evaluation>;

/** The formats that a chart can be saved in. */
export type ChartFormat = "svg" | "png" | "csv";

/** A chart as files, of which the user saves one. */
export interface ChartFiles {
  /** Without an ending. */
  readonly name: string;
  /** Texts; of a PNG its bytes in base64. */
  readonly contents: Readonly<Record<ChartFormat, string>>;
}

/** What a page asks for, whose buttons do what `Action` names. */
export type PageRequest<Action> =
  /** Nothing but an answer. */
  | { readonly type: "signOfLife" }
  | { readonly type: "act"; readonly action: Action }
  | { readonly type: "save"; readonly files: ChartFiles };

/** Messages from a page to the extension host. */
export type FromPage<Action> =
  /** It listens: nothing is posted to it before. */
  | { readonly type: "ready" }
  | { readonly type: "request"; readonly id: number; readonly request: PageRequest<Action> };

/** The answer to a request, one for each. */
export type Reply =
  | { readonly type: "reply"; readonly id: number; readonly ok: true }
  | {
      readonly type: "reply";
      readonly id: number;
      readonly ok: false;
      /** A sentence. */
      readonly message: string;
    };

/** Messages from the extension host to a page, which is told `Message` unasked. */
export type ToPage<Message> = Message | Reply;

/** As state.json has it, which the browser's code cannot import; of a run whose trainer is gone `interrupted`. */
export type RunStatus =
  | "queued"
  | "starting"
  | "running"
  | "stopping"
  | "finished"
  | "stopped"
  | "failed"
  | "interrupted";

/** Metrics of one moment; what is not known is null or absent. */
export interface MetricsView {
  readonly epoch: number;
  readonly loss?: number | null | undefined;
  readonly cleanAccuracy?: number | null | undefined;
  readonly vra?: number | null | undefined;
  readonly rejectionRate?: number | null | undefined;
}

/** What the dashboard's header tells of a run. */
export interface RunView {
  readonly id: string;
  readonly name: string;
  readonly status: RunStatus;
  /** Why the run failed, or what it waits for, in a sentence. */
  readonly message?: string | undefined;
  /** What a run without metrics does: the last line of its log. */
  readonly activity?: string | undefined;
  /** Epochs done, with a fraction. */
  readonly epoch: number;
  readonly epochs: number;
  readonly step: number;
  readonly msPerStep?: number | undefined;
  readonly etaSeconds?: number | undefined;
  /** ε of evaluation. */
  readonly epsilon: number;
  readonly batchSize: number;
  readonly latest?: MetricsView | undefined;
  readonly best?: MetricsView | undefined;
}

/** What keeps a run, or a line of it, from being shown. */
export interface RunProblem {
  readonly kind: "missing" | "unreadable" | "brokenLine";
  /** A sentence. */
  readonly message: string;
}

/** What keeps a run's VRA low, in the user's language. */
export interface FindingView {
  /** Which one it is. */
  readonly kind: string;
  readonly finding: string;
  /** The run's own numbers that show it. */
  readonly numbers: string;
  /** What to try. */
  readonly advice: string;
}

/** What has changed in a run, in the order in which it happened. */
export type RunUpdate =
  | { readonly type: "run"; readonly run: RunView }
  | { readonly type: "metrics"; readonly lines: readonly WireLine[] }
  /** Forget all lines and problems; what still holds comes again. */
  | { readonly type: "rewound" }
  /** All that hold now, the gravest first. */
  | { readonly type: "findings"; readonly findings: readonly FindingView[] }
  | { readonly type: "problem"; readonly problem: RunProblem };

/** Messages from the extension host to a dashboard, beside replies. */
export type ToDashboard =
  /** The first one. */
  | { readonly type: "opened"; readonly folder: string }
  /** At most a few times a second. */
  | { readonly type: "updates"; readonly updates: readonly RunUpdate[] };

/** What the dashboard's buttons do to its run; each is a command of the extension. */
export type RunAction = "stop" | "forceStop" | "checkpoint" | "resume" | "openConfig" | "openLog";

/** What the report of any file is told. */
export type ToFileReport =
  /** The first one, and again when the file has changed: forget what was told. */
  | { readonly type: "opened"; readonly name: string; readonly isTrusted: boolean }
  /** The file cannot be read, or the process ended: a sentence. */
  | { readonly type: "failed"; readonly message: string }
  /** What is being done with the file at the moment; null once that has ended. */
  | { readonly type: "activity"; readonly activity: string | null };

/** Lipschitz constants of the margins between any two classes. */
export interface MarginMatrix {
  readonly classes: number;
  /** Many classes share a cell, which then has the largest constant of theirs; from 1. */
  readonly classesPerCell: number;
  /** Square; null where a class meets only itself. */
  readonly cells: readonly (readonly (number | null)[])[];
}

/** A layer as a model report lists it. */
export interface ModelLayerView {
  readonly name: string;
  readonly kind: string;
  readonly outputShape: readonly number[];
  readonly parameters: number;
}

/** What a model file says without any computation. */
export interface ModelView {
  readonly file: string;
  readonly bytes: number;
  readonly writtenBy: string;
  readonly epsilon: number | null;
  /** Of a relaxed net: how many top classes may count, and within how many sets. */
  readonly relaxation: { readonly k: number; readonly affinitySets: number } | null;
  /** L_sub as it is frozen. */
  readonly frozen: number | null;
  readonly inputShape: readonly number[];
  readonly classes: number;
  readonly parameters: number;
  readonly layers: readonly ModelLayerView[];
  /** The releases of the Python library that can load it, and why another cannot. */
  readonly python: { readonly loadedBy: readonly string[]; readonly why?: string };
  /** What else is in the file, which nobody here reads. */
  readonly members: readonly string[];
  /** The run whose best network it is. */
  readonly run: {
    readonly folder: string;
    readonly name: string;
    readonly best: MetricsView | null;
  } | null;
}

/** A layer's constants as they are found; the head has none, its margins have. */
export interface LayerConstants {
  readonly name: string;
  readonly bound: number | null;
  readonly atLeast: number | null;
  readonly method: string;
}

/** What is found out about a model, in this order. */
export type ModelFinding =
  | { readonly type: "model"; readonly model: ModelView }
  /** What is being computed, which may take a while. */
  | { readonly type: "activity"; readonly text: string }
  /** By the power method, from below. */
  | {
      readonly type: "estimates";
      readonly subLipschitz: number;
      /** By name; layers of constant 1 are left out. */
      readonly layers: Readonly<Record<string, number>>;
      readonly margins: MarginMatrix;
      readonly frozen: {
        readonly verdict: "matches" | "below" | "above";
        /** The verdict in a sentence or two. */
        readonly text: string;
      } | null;
    }
  /** Proven. */
  | {
      readonly type: "bounds";
      readonly subLipschitz: number;
      readonly layers: readonly LayerConstants[];
      readonly margins: MarginMatrix;
    }
  /** Why there are no estimates, or no bounds; the rest of the report holds. */
  | { readonly type: "lacking"; readonly what: "estimates" | "bounds"; readonly message: string };

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

/** What a report's buttons do to its model; each is a command of the extension. */
export type ModelAction =
  "freeze" | "unfreeze" | "export" | "certify" | "saveCertificate" | "openRun";

/** Messages from the extension host to a model report, beside replies. */
export type ToModelReport =
  | ToFileReport
  | { readonly type: "finding"; readonly finding: ModelFinding }
  /** Nothing more is found. */
  | { readonly type: "examined" }
  | { readonly type: "certificate"; readonly certificate: CertificateView };

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
