import type { Pairing } from "../../gloro/kernels/minMax.js";
import type { LayerToWrite } from "./layerToWrite.js";
import type { ModelWriter } from "./modelWriter.js";
import { channelAxis, entrywise, inLayout, storedShape } from "./value.js";
import type { Value } from "./value.js";

const sortPairs: { readonly [P in Pairing]: (x: Value, write: ModelWriter) => Value } = {
  adjacent: sortAdjacent,
  halves: sortHalves,
};

/** MinMax, and the absolute value after it where the layer has one. */
export function minMax({ config, write }: LayerToWrite<"minMax">, x: Value): Value {
  const sorted = sortPairs[config.pairing ?? "adjacent"](x, write);
  return config.absoluteValue ? entrywise("Abs", sorted, write) : sorted;
}

/** Entries 2i and 2i + 1 of each example, flattened channels last, as (min, max). */
function sortAdjacent(x: Value, write: ModelWriter): Value {
  const channels = x.shape.at(-1) ?? 0;
  // Of an odd number of channels pairs lie across pixels, which only channels last lie side by side.
  const stored = channels % 2 === 0 ? x : inLayout(x, "channelsLast", write);
  const shape = storedShape(stored);
  const entries = stored.shape.reduce((product, size) => product * size, 1);
  const pairs =
    stored.layout === "channelsFirst"
      ? [0, channels / 2, 2, entries / channels]
      : [0, entries / 2, 2];
  const paired = write.emit("Reshape", [stored.name, write.integers(pairs)]);
  const [first, second] = [0, 1].map((position) => slice(write, paired, 2, position, position + 1));
  const sorted = write.emit("Concat", extremes(write, first, second), { axis: 2 });
  return { ...stored, name: write.emit("Reshape", [sorted, write.integers(shape)]) };
}

/** Channels i and i + C/2 as max (in the first half) and min (in the second). */
function sortHalves(x: Value, write: ModelWriter): Value {
  const axis = channelAxis(x);
  const half = (x.shape.at(-1) ?? 0) / 2;
  const [first, second] = [0, 1].map((position) =>
    slice(write, x.name, axis, position * half, (position + 1) * half),
  );
  const sorted = extremes(write, first, second).reverse();
  return { ...x, name: write.emit("Concat", sorted, { axis }) };
}

function extremes(write: ModelWriter, first = "", second = ""): [low: string, high: string] {
  return [write.emit("Min", [first, second]), write.emit("Max", [first, second])];
}

function slice(write: ModelWriter, name: string, axis: number, start: number, end: number): string {
  const ends = [[start], [end], [axis]].map((values) => write.integers(values));
  return write.emit("Slice", [name, ...ends]);
}
