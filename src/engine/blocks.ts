import { zeros } from "../gloro/elementArray.js";
import { entry } from "../gloro/entry.js";
import { GloroError } from "../gloro/errors.js";
import { mapEntries } from "../gloro/mapEntries.js";
import type { HostTensor, HostTensors, Program, TensorSpecs } from "../gloro/program.js";
import { sizeOf } from "./graph/node.js";

/** Throws GloroError where a program takes a number of steps a call that is not a positive whole number. */
export function checkSteps({ name, steps = 1 }: Pick<Program, "name" | "steps">): void {
  if (Number.isInteger(steps) && steps > 0) return;
  throw new GloroError(
    `The program "${name}" cannot take ${steps} steps a call: give it a whole number from 1 on.`,
  );
}

/** What one call of a program is given: its inputs, or blocks of those of its steps. @throws GloroError */
export function callInputs(program: Program): TensorSpecs {
  checkSteps(program);
  const { inputs, steps } = program;
  if (steps === undefined) return inputs;
  return mapEntries(inputs, ({ shape, dtype }) => ({ shape: [steps, ...shape], dtype }));
}

/**
 * Tensors of several steps, alike in names, shapes and types, as blocks: the step is a new leading axis.
 *
 * @param used blocks that are not needed any more: their memory is taken where it fits
 */
export function blocksOf(steps: readonly HostTensors[], used: HostTensors = {}): HostTensors {
  const [first = {}] = steps;
  return mapEntries(first, (like, name) =>
    stacked(
      like,
      steps.map((each) => entry(each, name)),
      used[name]?.data,
    ),
  );
}

/** What blocks hold of a step, over the same memory. */
export function ofStep(blocks: HostTensors, index: number): HostTensors {
  return mapEntries(blocks, ({ shape: [, ...shape], dtype, data }) => {
    const size = sizeOf(shape);
    return { shape, dtype, data: data.subarray(index * size, (index + 1) * size) };
  });
}

function stacked(
  { shape, dtype }: HostTensor,
  rows: readonly HostTensor[],
  used: HostTensor["data"] | undefined,
): HostTensor {
  const size = sizeOf(shape);
  const data = used?.length === rows.length * size ? used : zeros(dtype, rows.length * size);
  rows.forEach((row, index) => {
    data.set(row.data, index * size);
  });
  return { shape: [rows.length, ...shape], dtype, data };
}
