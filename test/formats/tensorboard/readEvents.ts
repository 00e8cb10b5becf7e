import assert from "node:assert/strict";

/** A field of a protocol buffer: a number, or bytes. */
type Field = number | Buffer;
export type Message = ReadonlyMap<number, readonly Field[]>;

/** The events of a TFRecord file, read without the code that writes them; every checksum is checked. */
export function readEvents(file: Buffer): Message[] {
  const events: Message[] = [];
  for (let at = 0; at < file.length;) {
    const length = Number(file.readBigUInt64LE(at));
    assert.equal(file.readUInt32LE(at + 8), masked(file.subarray(at, at + 8)), `length at ${at}`);
    const data = file.subarray(at + 12, at + 12 + length);
    assert.equal(file.readUInt32LE(at + 12 + length), masked(data), `data at ${at}`);
    events.push(readMessage(data));
    at += length + 16;
  }
  return events;
}

/** Wire types 0 (varint), 1 (double), 2 (bytes), 5 (float). */
export function readMessage(bytes: Buffer): Message {
  const fields = new Map<number, Field[]>();
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  const take = (length: number) => bytes.subarray(at, (at += length));
  while (at < bytes.length) {
    const key = varint();
    const kinds: Record<number, () => Field> = {
      0: varint,
      1: () => take(8).readDoubleLE(),
      2: () => take(varint()),
      5: () => take(4).readFloatLE(),
    };
    const value = kinds[key & 7]?.();
    assert.ok(value !== undefined, `wire type ${key & 7}`);
    fields.set(key >>> 3, [...(fields.get(key >>> 3) ?? []), value]);
  }
  return fields;
}

/** A message inside another, by the numbers of the fields that lead to it. */
export function inner(message: Message, ...path: number[]): Message {
  return path.reduce((at, field) => {
    const bytes = at.get(field)?.[0];
    assert.ok(Buffer.isBuffer(bytes), `field ${field}`);
    return readMessage(bytes);
  }, message);
}

/** The doubles of a packed field. */
export function doubles(bytes: Field | undefined): number[] {
  assert.ok(Buffer.isBuffer(bytes));
  return Array.from({ length: bytes.length / 8 }, (_, index) => bytes.readDoubleLE(index * 8));
}

/** The values of an event's summary, by tag. */
export function summaryOf(event: Message): Map<string, Message> {
  const values = (event.has(5) ? inner(event, 5).get(1) : undefined) ?? [];
  return new Map(
    values.map((bytes) => {
      assert.ok(Buffer.isBuffer(bytes));
      const value = readMessage(bytes);
      return [String(value.get(1)?.[0]), value];
    }),
  );
}

/** CRC-32C bit by bit, masked as TFRecord has it. */
function masked(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0x82f63b78 : 0);
  }
  crc = ~crc >>> 0;
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}
