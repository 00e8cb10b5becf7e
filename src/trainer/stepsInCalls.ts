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

/** Takes training steps by the programs of trainingPrograms, one or several in a call. */
export class StepCalls {
  /** Fresh memory for each block would take half a millisecond a step of cnn_2C2F (docs/benchmarks.md). */
  private blocks: HostTensors = {};

  constructor(private readonly programs: Pick<LoadedPrograms, "run">) {}

  /** Takes a step for each of the inputs. @returns what gives the outputs of each, counted from 0 */
  async take(inputs: readonly HostTensors[]): Promise<(index: number) => HostTensors> {
    const [only, ...others] = inputs;
    if (only && others.length === 0) {
      const outputs = await this.programs.run(stepName, only);
      return () => outputs;
    }
    this.blocks = blocksOf(inputs, this.blocks);
    const outputs = await this.programs.run(blockName, this.blocks);
    return (index) => ofStep(outputs, index);
  }
}

function untilMultiple(value: number, of = Infinity): number {
  return of - (value % of);
}
