import { dataTypes, encodeMessage, sessionStart, tensorDataClass } from "./messages.js";

/** Counts of values between edges. */
export interface EventHistogram {
  /** Ascending: one more than there are counts. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

/** A value that TensorBoard shows under its tag. */
export type SummaryValue = { readonly tag: string } & (
  | { readonly scalar: number }
  | { readonly histogram: EventHistogram }
  /** Markdown. */
  | { readonly text: string }
);

/** When an event was, and after which training step. */
export interface EventMoment {
  /** Seconds since 1970. */
  readonly wallTime: number;
  readonly step: number;
}

/** A hyper-parameter that runs can be compared by. */
export type HyperParameter = number | string | boolean;

/** The first event of each file: TensorBoard then goes by {@link sessionStartEvent}. */
export function versionEvent(wallTime: number): Uint8Array {
  return encodeMessage("Event", { wallTime, fileVersion: "brain.Event:2" });
}

/** Training goes on here: what earlier files tell of this step and later ones is forgotten. */
export function sessionStartEvent({ wallTime, step }: EventMoment): Uint8Array {
  return encodeMessage("Event", { wallTime, step, sessionLog: { status: sessionStart } });
}

/** Values of one moment. */
export function summaryEvent(
  { wallTime, step }: EventMoment,
  values: readonly SummaryValue[],
): Uint8Array {
  return encodeMessage("Event", { wallTime, step, summary: { value: values.map(encoded) } });
}

/** What TensorBoard's HPARAMS page knows a run by. */
export function hyperParametersEvent(
  wallTime: number,
  parameters: Readonly<Record<string, HyperParameter>>,
): Uint8Array {
  const hparams = Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, hyperParameter(value)]),
  );
  const content = encodeMessage("HParamsPluginData", {
    version: 0,
    sessionStartInfo: { hparams, startTimeSecs: wallTime },
  });
  const value = {
    tag: "_hparams_/session_start_info",
    metadata: pluginMetadata("hparams", content),
    // The plugin reads its metadata alone, but a value there has to be.
    tensor: { dtype: dataTypes.float32, tensorShape: { dim: [{ size: 1 }] }, floatVal: [0] },
  };
  return encodeMessage("Event", { wallTime, step: 0, summary: { value: [value] } });
}

function encoded(value: SummaryValue): object {
  const { tag } = value;
  if ("scalar" in value) return { tag, simpleValue: value.scalar };
  if ("histogram" in value) return { tag, histo: histogram(value.histogram) };
  const tensor = { dtype: dataTypes.text, tensorShape: { dim: [] }, stringVal: [value.text] };
  return { tag, metadata: pluginMetadata("text"), tensor };
}

/** TensorBoard takes the least and the greatest value for the outer edges; sums are by middles of bins. */
function histogram({ edges, counts }: EventHistogram): object {
  const middles = counts.map((_, bin) => ((edges[bin] ?? 0) + (edges[bin + 1] ?? 0)) / 2);
  const sumOf = (term: (middle: number) => number) =>
    counts.reduce((sum, count, bin) => sum + count * term(middles[bin] ?? 0), 0);
  return {
    min: edges[0],
    max: edges.at(-1),
    num: sumOf(() => 1),
    sum: sumOf((middle) => middle),
    sumSquares: sumOf((middle) => middle ** 2),
    bucketLimit: edges.slice(1),
    bucket: counts,
  };
}

function pluginMetadata(pluginName: string, content?: Uint8Array): object {
  return { pluginData: { pluginName, ...(content && { content }) }, dataClass: tensorDataClass };
}

function hyperParameter(value: HyperParameter): object {
  if (typeof value === "number") return { numberValue: value };
  return typeof value === "string" ? { stringValue: value } : { boolValue: value };
}
