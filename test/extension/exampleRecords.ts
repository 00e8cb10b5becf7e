import type { ReadRun } from "../../src/extension/runs/runRecord.js";
import type { RunState } from "../../src/runs/state.js";

/** Puts arguments into a message, as VS Code does. */
export function t(message: string, ...args: (string | number)[]): string {
  return message.replaceAll(/\{(\d+)\}/g, (_, index) => String(args[Number(index)]));
}

/** A run as a list has it, in some state. */
export function record(
  id: string,
  state: Partial<RunState> = {},
  rest: Partial<ReadRun> = {},
): ReadRun {
  return {
    kind: "run",
    folder: `/ws/.gloro/runs/${id}`,
    id,
    name: "mnist-quick",
    configName: "mnist-quick",
    epsilon: 0.3,
    ...rest,
    state: {
      status: "finished",
      created: "2026-11-22T14:15:30.000Z",
      updated: "2026-11-22T14:15:30.000Z",
      resumes: 0,
      epoch: 12,
      step: 2820,
      epochs: 12,
      ...state,
    },
  };
}
