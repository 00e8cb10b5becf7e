import { ShapeError } from "../gloro/errors.js";
import type { HostTensor, Program, TensorSpec } from "../gloro/program.js";
import { sameShape } from "./graph/node.js";

/** The program of that name. */
export function programNamed<P extends Pick<Program, "name">>(
  programs: readonly P[],
  name: string,
): P {
  const program = programs.find((each) => each.name === name);
  if (!program)
    throw new Error(
      `No program "${name}" was loaded; there are: ${programs.map((each) => each.name).join(", ")}.`,
    );
  return program;
}

/** An entry by name, and, where `like` is given, of its shape and type. Throws ShapeError otherwise. */
export function stateEntry(
  entries: ReadonlyMap<string, HostTensor>,
  name: string,
  like?: TensorSpec,
): HostTensor {
  const entry = entries.get(name);
  if (!entry) throw new ShapeError(`There is no tensor "${name}".`);
  if (like && (!sameShape(entry.shape, like.shape) || entry.dtype !== like.dtype))
    throw new ShapeError(
      `"${name}" holds ${entry.dtype}[${entry.shape.join()}], which ${like.dtype}[${like.shape.join()}] cannot replace.`,
    );
  return entry;
}
