import type { CertificateView } from "../certificates/messages.js";
import type { MetricsView } from "../dashboard/messages.js";
import type { ToFileReport } from "../page/messages.js";

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
