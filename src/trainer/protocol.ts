import type { EngineName } from "../engine/engine.js";
import type { EpochLine, StepsLine } from "../runs/metrics.js";
import type { StopKind } from "../runs/stopRequest.js";

/**
 * Version of the messages between a trainer and the process that started it. Raise it with every
 * change that an older side would misread.
 */
export const protocolVersion = 1;

/** What a trainer is doing between its start and its end. */
export type Activity =
  | "loading data"
  | "preparing the engine"
  | "measuring the engines"
  | "converging the Lipschitz estimates"
  | "training"
  | "evaluating"
  | "saving";

/** Messages from a trainer to the process that started it. */
export type FromTrainer =
  /** Always the first; a starter of another version takes nothing after it. */
  | { readonly type: "ready"; readonly protocol: number; readonly pid: number }
  /** It holds the run's lock; everything it needs is loaded. */
  | {
      readonly type: "started";
      readonly engine: EngineName;
      /** Why it has this engine, a sentence, where the config leaves that open. */
      readonly why?: string | undefined;
      /** Steps done before: 0 for a new run. */
      readonly step: number;
      readonly epochs: number;
      readonly stepsPerEpoch: number;
    }
  | { readonly type: "activity"; readonly activity: Activity }
  /** At most a few times a second. */
  | { readonly type: "progress"; readonly step: number; readonly msPerStep: number }
  | { readonly type: "steps"; readonly line: StepsLine }
  | { readonly type: "epoch"; readonly line: EpochLine; readonly isBest: boolean }
  /** The last one, unless it failed. */
  | { readonly type: "ended"; readonly how: "finished" | "stopped" }
  /** The last one; `defect` where the user can mend nothing. */
  | { readonly type: "failed"; readonly message: string; readonly defect: boolean };

/** Messages from the process that started a trainer. */
export type ToTrainer = { readonly type: "stop"; readonly kind: StopKind };
