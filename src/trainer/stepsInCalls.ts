import { blocksOf, ofStep } from "../engine/blocks.js";
import type { LoadedPrograms } from "../engine/engine.js";
import type { HostTensors } from "../gloro/program.js";
import type { Config } from "../runs/config.js";
import { blockName, stepName } from "./trainingPrograms.js";

/**
 * How many steps the engine takes in the next call: those that the config asks for where nothing has to be done
 * between them, and else one. The end of an epoch, a line of metrics and a checkpoint come between steps.
 *
 * @param step steps done
 */
export function stepsTogether(
  step: number,
  stepsPerEpoch: number,
  {
    stepsPerCall = 1,
    metrics,
    checkpoints,
  }: Pick<Config, "stepsPerCall" | "metrics" | "checkpoints">,
): number {
  const inEpoch = step % stepsPerEpoch;
  const left = Math.min(
    stepsPerEpoch - inEpoch,
    untilMultiple(inEpoch, metrics.everySteps),
    untilMultiple(step, checkpoints.everySteps),
  );
  return stepsPerCall <= left ? stepsPerCall : 1;
}

/** Batches in groups, each of as many as `size` says when it begins; the last has what is left. */
export async function* grouped<B>(
  batches: AsyncIterable<B>,
  size: () => number,
): AsyncGenerator<readonly B[], void, undefined> {
  let group: B[] = [];
  let wanted = size();
  for await (const batch of batches) {
    group.push(batch);
    if (group.length < wanted) continue;
    yield group;
    group = [];
    wanted = size();
  }
  if (group.length > 0) yield group;
}

/** Takes training steps in one call. @returns what gives the outputs of each, counted from 0 */
export async function takeSteps(
  programs: Pick<LoadedPrograms, "run">,
  inputs: readonly HostTensors[],
): Promise<(index: number) => HostTensors> {
  const [only, ...others] = inputs;
  if (only && others.length === 0) {
    const outputs = await programs.run(stepName, only);
    return () => outputs;
  }
  const blocks = await programs.run(blockName, blocksOf(inputs));
  return (index) => ofStep(blocks, index);
}

function untilMultiple(value: number, of = Infinity): number {
  return of - (value % of);
}
