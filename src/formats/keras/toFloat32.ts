import type { Metadata } from "h5wasm";

const floatClass = 1;

/**
 * How values of each float type become float32; `undefined` for a type that is no float.
 * Keras writes float32; the others come from a model saved under another policy.
 */
export function float32From({
  type,
  size,
}: Metadata): ((bytes: Uint8Array<ArrayBuffer>) => Float32Array<ArrayBuffer>) | undefined {
  return type === floatClass ? bySize.get(size) : undefined;
}

const bySize = new Map([
  [2, (bytes: Uint8Array<ArrayBuffer>) => Float32Array.from(new Uint16Array(bytes.buffer), half)],
  [4, (bytes: Uint8Array<ArrayBuffer>) => new Float32Array(bytes.buffer)],
  [8, (bytes: Uint8Array<ArrayBuffer>) => Float32Array.from(new Float64Array(bytes.buffer))],
]);

/** IEEE 754 binary16: 1 bit of sign, 5 of exponent, 10 of fraction. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
