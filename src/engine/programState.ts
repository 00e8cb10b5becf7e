import { ShapeError } from "../gloro/errors.js";
import type { HostTensor, HostTensors, Program, TensorSpec } from "../gloro/program.js";
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

/** Throws where two of all these programs would have one name. */
export function checkNewNames(
  loaded: readonly Pick<Program, "name">[],
  added: readonly Pick<Program, "name">[],
): void {
  const taken = new Set(loaded.map(({ name }) => name));
  for (const { name } of added) {
    if (taken.has(name)) throw new Error(`A program "${name}" was loaded already.`);
    taken.add(name);
  }
}

/** The entries of `state` that `entries` lacks. Throws ShapeError where both have one of two shapes. */
export function newEntries(
  entries: ReadonlyMap<string, HostTensor>,
  state: HostTensors,
): [name: string, tensor: HostTensor][] {
  return Object.entries(state).filter(([name, tensor]) => {
    if (!entries.has(name)) return true;
    stateEntry(entries, name, tensor);
    return false;
  });
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
