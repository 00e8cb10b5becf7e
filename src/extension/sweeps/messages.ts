import type { MetricsView, RunStatus } from "../dashboard/messages.js";

/** A swept value; what is neither a number nor a text is its JSON. */
export type SweptValueView = number | string;

/** One run of a family. */
export interface SweepRunView {
  /** An absolute path, which tells runs apart. */
  readonly folder: string;
  readonly status: RunStatus;
  readonly epoch: number;
  readonly epochs: number;
  /** By path. */
  readonly values: Readonly<Record<string, SweptValueView>>;
  /** Of the evaluation with the best VRA. */
  readonly best?: MetricsView | undefined;
}

/** A path that a family's runs differ in. */
export interface SweptParameterView {
  readonly path: string;
  /** Whether orders of magnitude were sampled. */
  readonly isLog: boolean;
}

/** A family of runs. */
export interface SweepView {
  readonly id: string;
  readonly name: string;
  readonly parameters: readonly SweptParameterView[];
  /** The oldest first. */
  readonly runs: readonly SweepRunView[];
}

/** What a sweep's page can do; each is a command of the extension. */
export type SweepAction =
  { readonly kind: "open"; readonly folder: string } | { readonly kind: "stop" };

/** Messages from the extension host to a sweep's page, beside replies. */
export interface ToSweep {
  readonly type: "sweep";
  readonly isTrusted: boolean;
  readonly sweep: SweepView;
}
