/** What the numbers of an array mean. */
export type ElementKind = "bool" | "integer" | "float";

/** Decoded numbers. 64-bit integers become float64, exact up to 2^53: no pixel or label is larger. */
export type NumberValues =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array;

interface Element {
  readonly kind: ElementKind;
  readonly bytes: number;
  /** Zeroed room for `count` numbers. */
  allocate(count: number): NumberValues;
  /** One number at a byte offset. */
  read(view: DataView, offset: number, littleEndian: boolean): number;
}

/** The element types by NumPy's letters, which name the IDX types as well. */
export type ElementType =
  "b1" | "u1" | "i1" | "u2" | "i2" | "u4" | "i4" | "u8" | "i8" | "f4" | "f8";

export const elementTypes: { readonly [K in ElementType]: Element } = {
  b1: {
    kind: "bool",
    bytes: 1,
    allocate: (count) => new Uint8Array(count),
    read: (view, offset) => (view.getUint8(offset) === 0 ? 0 : 1),
  },
  u1: {
    kind: "integer",
    bytes: 1,
    allocate: (count) => new Uint8Array(count),
    read: (view, offset) => view.getUint8(offset),
  },
  i1: {
    kind: "integer",
    bytes: 1,
    allocate: (count) => new Int8Array(count),
    read: (view, offset) => view.getInt8(offset),
  },
  u2: {
    kind: "integer",
    bytes: 2,
    allocate: (count) => new Uint16Array(count),
    read: (view, offset, littleEndian) => view.getUint16(offset, littleEndian),
  },
  i2: {
    kind: "integer",
    bytes: 2,
    allocate: (count) => new Int16Array(count),
    read: (view, offset, littleEndian) => view.getInt16(offset, littleEndian),
  },
  u4: {
    kind: "integer",
    bytes: 4,
    allocate: (count) => new Uint32Array(count),
    read: (view, offset, littleEndian) => view.getUint32(offset, littleEndian),
  },
  i4: {
    kind: "integer",
    bytes: 4,
    allocate: (count) => new Int32Array(count),
    read: (view, offset, littleEndian) => view.getInt32(offset, littleEndian),
  },
  u8: {
    kind: "integer",
    bytes: 8,
    allocate: (count) => new Float64Array(count),
    read: (view, offset, littleEndian) => Number(view.getBigUint64(offset, littleEndian)),
  },
  i8: {
    kind: "integer",
    bytes: 8,
    allocate: (count) => new Float64Array(count),
    read: (view, offset, littleEndian) => Number(view.getBigInt64(offset, littleEndian)),
  },
  f4: {
    kind: "float",
    bytes: 4,
    allocate: (count) => new Float32Array(count),
    read: (view, offset, littleEndian) => view.getFloat32(offset, littleEndian),
  },
  f8: {
    kind: "float",
    bytes: 8,
    allocate: (count) => new Float64Array(count),
    read: (view, offset, littleEndian) => view.getFloat64(offset, littleEndian),
  },
};

/** Whether a text such as `f4` names an element type. */
export function isElementType(text: string): text is ElementType {
  return Object.hasOwn(elementTypes, text);
}
