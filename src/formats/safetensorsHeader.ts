import * as z from "zod";
import { SafetensorsError } from "./safetensorsError.js";

/** Bytes of one element, for each element type that is understood. */
export const elementBytes = { F32: 4, I32: 4, U8: 1, BOOL: 1 } as const;
export type SafetensorsDType = keyof typeof elementBytes;

/** Where one tensor lies; offsets in bytes from the start of the data. */
export interface HeaderEntry {
  readonly name: string;
  readonly dtype: SafetensorsDType;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

/** As in the format's own implementation: a larger header is an attack on memory. */
const maxHeaderBytes = 100_000_000;
const lengthBytes = 8;
/** The data begin at a multiple of this, for readers that map the file into memory. */
const alignment = 8;
const metadataKey = "__metadata__";

/** The bytes before the data: the header's length and its JSON, padded with spaces. */
export function writeHeader(
  entries: readonly HeaderEntry[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  const described = entries.map(({ name, dtype, shape, begin, end }): [string, unknown] => [
    name,
    { dtype, shape, data_offsets: [begin, end] },
  ]);
  const json = JSON.stringify(Object.fromEntries([[metadataKey, metadata], ...described]));
  const text = new TextEncoder().encode(json);
  const padded = Math.ceil(text.length / alignment) * alignment;
  const header = new Uint8Array(lengthBytes + padded).fill(0x20, lengthBytes);
  new DataView(header.buffer).setBigUint64(0, BigInt(padded), true);
  header.set(text, lengthBytes);
  return header;
}

/** Reads and checks everything before the data. @throws SafetensorsError */
export function readHeader(file: Uint8Array, where: string) {
  const dataStart = lengthBytes + headerLength(file, where);
  const header = parseHeader(file.subarray(lengthBytes, dataStart), where);
  const { [metadataKey]: metadataJson = {}, ...described } = header;
  const metadata = check(metadataSchema, metadataJson, metadataKey, "texts by name", where);
  const entries = Object.entries(described).map(([name, json]): HeaderEntry => {
    const entry = check(entrySchema, json, `"${name}"`, entryExpected, where);
    const [begin, end] = entry.data_offsets;
    return { name, dtype: entry.dtype, shape: entry.shape, begin, end };
  });
  checkLayout(entries, file.length - dataStart, where);
  return { entries, metadata, dataStart };
}

function headerLength(file: Uint8Array, where: string): number {
  const position = `bytes 0 to ${lengthBytes}`;
  const room = file.length - lengthBytes;
  if (room < 0) {
    throw new SafetensorsError(where, position, "a header's length", `${file.length} bytes in all`);
  }
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const length = view.getBigUint64(0, true);
  const limit = Math.min(room, maxHeaderBytes);
  if (length > BigInt(limit)) {
    throw new SafetensorsError(where, position, `a header of at most ${limit} bytes`, `${length}`);
  }
  return Number(length);
}

function parseHeader(bytes: Uint8Array, where: string): Readonly<Record<string, unknown>> {
  const position = `header of ${bytes.length} bytes`;
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (error) {
    const found = error instanceof Error ? error.message : "something else";
    throw new SafetensorsError(where, position, "JSON in UTF-8", found);
  }
  return check(objectSchema, header, position, "a JSON object", where);
}

// Not a record, of which zod drops a tensor named "__proto__".
const objectSchema = z.custom<Readonly<Record<string, unknown>>>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
);
const metadataSchema = z.record(z.string(), z.string());

const size = z.int().min(0);
const entrySchema = z.strictObject({
  dtype: z.enum(Object.keys(elementBytes) as SafetensorsDType[]),
  shape: z.array(size),
  data_offsets: z.tuple([size, size]),
});
const entryExpected = `dtype (${Object.keys(elementBytes).join(", ")}), shape and data_offsets`;

function check<S extends z.ZodType>(
  schema: S,
  json: unknown,
  position: string,
  expected: string,
  where: string,
): z.output<S> {
  const checked = schema.safeParse(json);
  if (checked.success) return checked.data;
  throw new SafetensorsError(where, position, expected, shorten(JSON.stringify(json)));
}

function checkLayout(entries: readonly HeaderEntry[], dataBytes: number, where: string): void {
  const inOrder = [...entries].sort((a, b) => a.begin - b.begin || a.end - b.end);
  let at = 0;
  for (const { name, dtype, shape, begin, end } of inOrder) {
    const position = `"${name}"`;
    if (begin !== at) {
      throw new SafetensorsError(where, position, `data from byte ${at} on`, `from ${begin}`);
    }
    const bytes = shape.reduce((product, side) => product * side, elementBytes[dtype]);
    if (end - begin !== bytes) {
      const expected = `${bytes} bytes for ${dtype} of shape [${shape.join(", ")}]`;
      throw new SafetensorsError(where, position, expected, `${end - begin}`);
    }
    at = end;
  }
  if (at !== dataBytes) {
    throw new SafetensorsError(where, "data", `${at} bytes`, `${dataBytes}`);
  }
}

function shorten(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
