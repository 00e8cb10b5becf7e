import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { metricsLineSchema } from "./metrics.js";
import type { MetricsLine } from "./metrics.js";
import { checkJson } from "./readJson.js";
import { RunFormatError, RunNotFoundError } from "./runErrors.js";
import { runPaths } from "./runPaths.js";

export interface MetricsRead {
  readonly lines: readonly MetricsLine[];
  /** Where the next read goes on. */
  readonly nextByte: number;
  /** Whether that is within a line that is too long to be read. */
  readonly inLongLine: boolean;
  /** Whether there are bytes left that `atMostBytes` kept from being read. */
  readonly hasMore: boolean;
  /** The file got shorter than `fromByte`: forget the lines read before, these are all. */
  readonly rewound: boolean;
  /** What is wrong with the last line where nobody is writing it any more; it is not among the lines. */
  readonly unfinished?: RunFormatError;
}

export interface ReadMetricsOptions {
  readonly fromByte?: number;
  /** Whether `fromByte` is within a line that is too long, whose rest is passed over. */
  readonly inLongLine?: boolean;
  /** How much is read at once: a longer line is none of metrics. The whole file if left out. */
  readonly atMostBytes?: number;
  /** Takes what is wrong with a line that is not one of metrics, and the line is passed over. */
  readonly onBroken?: ((error: RunFormatError) => void) | undefined;
}

/**
 * Reads the whole lines of metrics.jsonl from a byte on. A last line that is still being written is
 * left for the next read.
 * @throws RunNotFoundError; without `onBroken` RunFormatError naming the byte of a line that is not one
 *   of metrics.
 */
export function readMetrics(folder: string, options: ReadMetricsOptions = {}): MetricsRead {
  const { fromByte = 0, atMostBytes = Infinity, onBroken } = options;
  const path = runPaths.metrics(folder);
  const { bytes, start, hasMore } = readFrom(path, folder, { fromByte, atMostBytes });
  const rewound = start < fromByte;
  const wasInLongLine = !rewound && options.inLongLine === true;
  const end = bytes.lastIndexOf(newline) + 1;
  const lines: MetricsLine[] = [];
  const refuse = (error: unknown) => {
    if (!onBroken || !(error instanceof RunFormatError)) throw error;
    onBroken(error);
  };
  for (let at = wasInLongLine ? bytes.indexOf(newline) + 1 : 0; at < end;) {
    const lineEnd = bytes.indexOf(newline, at);
    const text = bytes.toString("utf8", at, lineEnd);
    try {
      lines.push(checkJson(`${path}, byte ${start + at}`, text, metricsLineSchema));
    } catch (error) {
      refuse(error);
    }
    at = lineEnd + 1;
  }
  const inLongLine = end === 0 && (wasInLongLine || hasMore);
  if (inLongLine && !wasInLongLine)
    refuse(new RunFormatError(`${path}, byte ${start}`, `the line is over ${bytes.length} bytes.`));
  const nextByte = start + (inLongLine ? bytes.length : end);
  return {
    lines,
    nextByte,
    inLongLine,
    hasMore,
    rewound,
    ...(!hasMore &&
      !inLongLine &&
      end < bytes.length && {
        unfinished: new RunFormatError(`${path}, byte ${nextByte}`, "the line has no end."),
      }),
  };
}

const newline = 0x0a;

function readFrom(
  path: string,
  folder: string,
  { fromByte, atMostBytes }: { fromByte: number; atMostBytes: number },
) {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch {
    throw new RunNotFoundError(folder);
  }
  try {
    const { size } = fstatSync(file);
    const start = fromByte > size ? 0 : fromByte;
    const bytes = Buffer.alloc(Math.min(size - start, atMostBytes));
    const read = readSync(file, bytes, 0, bytes.length, start);
    return { bytes: bytes.subarray(0, read), start, hasMore: start + read < size };
  } finally {
    closeSync(file);
  }
}
