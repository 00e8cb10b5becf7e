import type { HostTensors } from "../../gloro/program.js";

/** What a thread of sessions is told. It keeps a program's model and state until it is told otherwise. */
export type SessionRequest =
  | {
      readonly kind: "run";
      readonly call: number;
      readonly program: string;
      /** Where the thread does not have it. */
      readonly model?: Uint8Array | undefined;
      /** What the session reads of the state, by its inputs' names, where it changed since the last call. */
      readonly state?: HostTensors | undefined;
      readonly inputs: HostTensors;
    }
  | { readonly kind: "forget"; readonly program: string };

/** What it answers to a `run`: the session's outputs, or what went wrong. */
export type SessionReply =
  | { readonly call: number; readonly outputs: HostTensors }
  | { readonly call: number; readonly error: string };

/** What it is started with. */
export interface SessionThreadData {
  /** Threads of one operation. */
  readonly threads: number;
}
