import type { Evaluation, MetricsLine } from "../../runs/metrics.js";

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

/** A graphics card. */
export interface GpuView {
  readonly name: string;
  readonly memoryUsedBytes: number;
  readonly memoryTotalBytes: number;
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
  /** What it is trained on; absent before that is known. */
  readonly engine?: string | undefined;
  /** Why it is that engine, a sentence in the user's language, where others were measured. */
  readonly engineChoice?: string | undefined;
  /** The card that it is trained on; memory in bytes, that of all programs. */
  readonly gpu?: GpuView | undefined;
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
