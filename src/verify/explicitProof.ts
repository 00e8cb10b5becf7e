import { provesBound, placeIn, type Band } from "./cholesky.js";
import { dot } from "./dot.js";
import { filtersFirst, forEachReading, type Stencil } from "./stencil.js";

/** Which Gram matrix: WᵀW on the inputs, WWᵀ on the outputs. */
type Side = "inputs" | "outputs";

/** Whether the norm of a stencil's explicit matrix is at most `bound`, proven by `sigma²·I − G`. */
export function provesExplicitly(
  stencil: Stencil,
  { side, sigma }: { readonly side: Side; readonly sigma: number },
  bound: number,
): boolean {
  const { taps, channels, filters } = stencil;
  const summed = side === "inputs" ? filters : channels;
  const terms = taps[0] * taps[1] * summed;
  return provesBound(explicitGram(stencil, side), terms, sigma * sigma, bound);
}

/** Pixels of one side that meet at a pixel of the other, and the taps by which they do. */
type Meeting = { readonly pixel: number; readonly tap: number }[];

/** Entry by entry what the definition says: two pixels share an entry through each pixel where they meet. */
function explicitGram(stencil: Stencil, side: Side): Band {
  const { channels, filters, input, output } = stencil;
  const [own, summed] = side === "inputs" ? [channels, filters] : [filters, channels];
  const pixels = side === "inputs" ? input : output;
  const meetings = meetingsOf(stencil, side);
  let farthest = 0;
  for (const meeting of meetings) {
    const met = meeting.map(({ pixel }) => pixel);
    farthest = Math.max(farthest, Math.max(...met) - Math.min(...met));
  }
  const bandwidth = (farthest + 1) * own - 1;
  const rows = pixels[0] * pixels[1] * own;
  const gram: Band = { side: rows, bandwidth, values: new Float64Array(rows * (bandwidth + 1)) };
  const weights = side === "inputs" ? stencil.kernel : filtersFirst(stencil, stencil.kernel);
  for (const meeting of meetings) {
    for (const a of meeting) {
      for (const b of meeting) {
        if (b.pixel > a.pixel) continue;
        for (let i = 0; i < own; i++) {
          const last = a.pixel === b.pixel ? i + 1 : own;
          for (let j = 0; j < last; j++) {
            const at = placeIn(gram, a.pixel * own + i, b.pixel * own + j);
            const [first, second] = [(a.tap * own + i) * summed, (b.tap * own + j) * summed];
            gram.values[at] =
              (gram.values[at] ?? NaN) + dot(weights, first, weights, second, summed);
          }
        }
      }
    }
  }
  return gram;
}

function meetingsOf(stencil: Stencil, side: Side): Meeting[] {
  const meetings = new Map<number, Meeting>();
  forEachReading(stencil, (output, tap, input) => {
    const [pixel, other] = side === "inputs" ? [input, output] : [output, input];
    const meeting = meetings.get(other) ?? [];
    meetings.set(other, meeting);
    meeting.push({ pixel, tap });
  });
  return [...meetings.values()];
}
