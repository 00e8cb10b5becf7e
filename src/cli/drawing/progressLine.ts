import { bar } from "./bar.js";
import { duration, percent, significant } from "./numbers.js";
import { textWidth } from "./textWidth.js";

/** Where training stands. What is not known yet is left out of the line. */
export interface Progress {
  /** The epoch under way, counted from 1. */
  readonly epoch: number;
  readonly epochs: number;
  /** Steps done of all steps, in [0, 1]. */
  readonly fraction: number;
  /** What is being done where no step is: `loading data`, `evaluating`. */
  readonly activity?: string | undefined;
  readonly msPerStep?: number | undefined;
  readonly loss?: number | undefined;
  /** On the training batches, in [0, 1]. */
  readonly cleanAccuracy?: number | undefined;
  /** On the training batches at the training ε, in [0, 1]. */
  readonly vra?: number | undefined;
  readonly msLeft?: number | undefined;
}

const widestBar = 24;
const narrowestBar = 6;

/**
 * Training's progress in one line that fits `columns`: on a narrow terminal the bar shrinks, then the
 * less important parts go.
 */
export function progressLine(progress: Progress, columns: number): string {
  const { msPerStep, loss, cleanAccuracy, vra, msLeft, activity } = progress;
  // In reading order; the higher the keep, the longer a part stays on a narrowing line.
  const parts: Part[] = [
    { keep: 6, text: `epoch ${progress.epoch}/${progress.epochs}` },
    { keep: 1, text: msPerStep === undefined ? undefined : `${significant(msPerStep, 3)} ms/step` },
    { keep: 2, text: loss === undefined ? undefined : `loss ${loss.toFixed(4)}` },
    { keep: 3, text: cleanAccuracy === undefined ? undefined : `clean ${percent(cleanAccuracy)}` },
    { keep: 5, text: vra === undefined ? undefined : `VRA ${percent(vra)}` },
    { keep: 4, text: activity ?? (msLeft === undefined ? undefined : `${duration(msLeft)} left`) },
  ];
  const known = parts.filter((part): part is KnownPart => part.text !== undefined);
  const room = columns - narrowestBar - 2;
  while (known.length > 1 && widthOf(known) > room) dropLeast(known);
  const barWidth = Math.min(widestBar, columns - 2 - widthOf(known));
  const texts = known.map(({ text }) => text);
  if (barWidth >= narrowestBar) {
    const filled = bar(progress.fraction, barWidth);
    texts.splice(1, 0, filled + "░".repeat(barWidth - textWidth(filled)));
  }
  return texts.join("  ").slice(0, Math.max(columns, 0));
}

interface Part {
  readonly keep: number;
  readonly text: string | undefined;
}

interface KnownPart extends Part {
  readonly text: string;
}

function widthOf(parts: readonly KnownPart[]): number {
  return textWidth(parts.map(({ text }) => text).join("  "));
}

function dropLeast(parts: KnownPart[]): void {
  const least = Math.min(...parts.map(({ keep }) => keep));
  parts.splice(
    parts.findIndex(({ keep }) => keep === least),
    1,
  );
}
