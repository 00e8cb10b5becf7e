import type { TensorSpec, TensorSpecs } from "../../gloro/program.js";
import type { GraphDefWriter } from "./graphDefWriter.js";
import { shaped, text, type } from "./graphDefWriter.js";

/** The nodes of one entry of the state. */
export interface StateVariable {
  /** Give it to write the entry: feed `fed`, fetch `written`. */
  readonly fed: string;
  readonly written: string;
  /** Fetch it to read the entry. */
  readonly read: string;
  /** The variable, and the one that holds its next value until that is accepted. */
  readonly handle: string;
  readonly nextHandle: string;
}

/**
 * Writes a resource variable for each entry of the state, and a second that holds the entry's next value
 * until it is accepted. Values move between them by reference: nothing is copied.
 */
export function stateVariables(
  write: GraphDefWriter,
  state: TensorSpecs,
): ReadonlyMap<string, StateVariable> {
  return new Map(
    Object.entries(state).map(([name, spec], index) => [name, stateVariable(write, index, spec)]),
  );
}

function stateVariable(
  write: GraphDefWriter,
  index: number,
  { shape, dtype }: TensorSpec,
): StateVariable {
  const handleNamed = (name: string): string =>
    write.emit(
      "VarHandleOp",
      [],
      { dtype: type(dtype), shape: shaped(shape), shared_name: text(name), container: text("") },
      name,
    );
  const handle = handleNamed(`state${index}`);
  const nextHandle = handleNamed(`next${index}`);
  const fed = write.emit(
    "Placeholder",
    [],
    { dtype: type(dtype), shape: shaped(shape) },
    `fed${index}`,
  );
  const assigned = assign(write, handle, owned(write, fed, dtype), dtype);
  const written = done(write, [assigned], `written${index}`);
  const read = write.emit("ReadVariableOp", [handle], { dtype: type(dtype) }, `read${index}`);
  return { fed, written, read, handle, nextHandle };
}

/** A value in memory of TensorFlow's own: what is fed lies in the caller's, which does not outlive the call. */
export function owned(write: GraphDefWriter, value: string, dtype: TensorSpec["dtype"]): string {
  return write.emit("DeepCopy", [value], { T: type(dtype) });
}

/** Gives a variable a value; returns the node to wait for. */
export function assign(
  write: GraphDefWriter,
  handle: string,
  value: string,
  dtype: TensorSpec["dtype"],
): string {
  return write.emit("AssignVariableOp", [handle, value], { dtype: type(dtype) });
}

/** A value to fetch that is there once all the nodes have run. */
export function done(write: GraphDefWriter, after: readonly string[], name: string): string {
  const value = { shape: [], dtype: "bool", data: Uint8Array.of(1) } as const;
  return write.emit(
    "Identity",
    [write.tensor(value), ...after.map((node) => `^${node}`)],
    { T: type("bool") },
    name,
  );
}
