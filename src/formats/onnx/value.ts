import type { ModelWriter } from "./modelWriter.js";

/** How images lie in memory: `[N, height, width, channels]` or `[N, channels, height, width]`. */
export type Layout = "channelsLast" | "channelsFirst";

/** What a layer gives, as the model names it. */
export interface Value {
  readonly name: string;
  /** As the network has it: channels last, without the batch axis. */
  readonly shape: readonly number[];
  /** Only images are ever channels first. */
  readonly layout: Layout;
}

const permutations: { readonly [L in Layout]: readonly number[] } = {
  channelsLast: [0, 2, 3, 1],
  channelsFirst: [0, 3, 1, 2],
};

/** The value in a layout; transposed where it lies in the other, so only at the ends of a run of layers. */
export function inLayout(value: Value, layout: Layout, write: ModelWriter): Value {
  if (value.layout === layout) return value;
  const name = write.emit("Transpose", [value.name], { perm: permutations[layout] });
  return { ...value, name, layout };
}

/** The axis of the channels, or of the last entries. */
export function channelAxis({ shape, layout }: Value): number {
  return layout === "channelsFirst" ? 1 : shape.length;
}

/** The value's sizes as they lie in memory, behind a 0, by which Reshape keeps the batch axis. */
export function storedShape({ shape, layout }: Value): number[] {
  return layout === "channelsFirst"
    ? [0, ...shape.slice(-1), ...shape.slice(0, -1)]
    : [0, ...shape];
}

/** The operation `opType` on every entry of the value. */
export function entrywise(
  opType: string,
  value: Value,
  write: ModelWriter,
  attributes: Readonly<Record<string, { readonly float: number }>> = {},
): Value {
  return { ...value, name: write.emit(opType, [value.name], attributes) };
}
