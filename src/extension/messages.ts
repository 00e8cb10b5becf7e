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

/** As state.json has it, which the browser's code cannot import. */
export type RunStatus =
  "queued" | "starting" | "running" | "stopping" | "finished" | "stopped" | "failed";

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

/** What has changed in a run, in the order in which it happened. */
export type RunUpdate =
  | { readonly type: "run"; readonly run: RunView }
  | { readonly type: "metrics"; readonly lines: readonly WireLine[] }
  /** Forget all lines and problems; what still holds comes again. */
  | { readonly type: "rewound" }
  | { readonly type: "problem"; readonly problem: RunProblem };

/** Messages from the extension host to a dashboard. */
export type ToDashboard =
  /** The first one. */
  | { readonly type: "opened"; readonly folder: string }
  /** At most a few times a second. */
  | { readonly type: "updates"; readonly updates: readonly RunUpdate[] }
  | Reply;

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

/** What the dashboard's buttons do to its run; each is a command of the extension. */
export type RunAction = "stop" | "forceStop" | "checkpoint" | "resume" | "openConfig" | "openLog";

/** The formats that a chart can be saved in. */
export type ChartFormat = "svg" | "png" | "csv";

/** A chart as files, of which the user saves one. */
export interface ChartFiles {
  /** Without an ending. */
  readonly name: string;
  /** Texts; of a PNG its bytes in base64. */
  readonly contents: Readonly<Record<ChartFormat, string>>;
}

export type DashboardRequest =
  | { readonly type: "act"; readonly action: RunAction }
  | { readonly type: "save"; readonly files: ChartFiles };

/** Messages from a dashboard to the extension host. */
export type FromDashboard =
  /** It listens: nothing is posted to it before. */
  | { readonly type: "ready" }
  | { readonly type: "request"; readonly id: number; readonly request: DashboardRequest };
