import { indexOf } from "../charts/points.js";
import type { Range } from "../charts/points.js";
import type { SharedAxis } from "../charts/sharedAxis.js";

const zoomFactor = 2;
const manyPoints = 10;

/** What a key does to an axis; undefined where it does nothing. */
export function axisKey(
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
  axis: SharedAxis,
  { xs, full }: { readonly xs: readonly number[]; readonly full: Range },
): (() => void) | undefined {
  const range = axis.range ?? full;
  const [from, to] = range;
  const cursor = axis.cursor ?? to;
  const point = (index: number) => () => {
    const x = xs[Math.min(xs.length - 1, Math.max(0, index))];
    if (x === undefined) return;
    axis.point(x);
    if (x < from || x > to) axis.zoom(shifted(range, x < from ? x - from : x - to));
  };
  const move = (by: number) => point(indexOf(xs, cursor) + by * (shiftKey ? manyPoints : 1));
  const zoom = (factor: number) => () => {
    const centre = Math.min(to, Math.max(from, cursor));
    const part = (centre - from) / (to - from);
    const size = (to - from) / factor;
    const start = Math.max(full[0], centre - part * size);
    const end = Math.min(full[1], start + size);
    axis.zoom(size < full[1] - full[0] ? [start, end] : undefined);
  };
  const pan = (by: number) => () => {
    const free = by < 0 ? Math.max(full[0] - from, by) : Math.min(full[1] - to, by);
    if (axis.range) axis.zoom(shifted(range, free));
  };
  const actions: Partial<Record<string, () => void>> = {
    ArrowLeft: move(-1),
    ArrowRight: move(1),
    Home: point(0),
    End: point(xs.length - 1),
    "+": zoom(zoomFactor),
    "=": zoom(zoomFactor),
    "-": zoom(1 / zoomFactor),
    PageUp: pan((from - to) / 2),
    PageDown: pan((to - from) / 2),
    "0": () => {
      axis.zoom(undefined);
    },
    Escape: () => {
      axis.point(undefined);
    },
  };
  return actions[key];
}

function shifted([from, to]: Range, by: number): Range {
  return [from + by, to + by];
}
