import { GloroError, NoBoundError } from "../errors.js";

/** One layer of a Keras model. */
export interface KerasLayer {
  readonly className: string;
  readonly name: string;
  /** As Keras writes it, in Python's spelling: `kernel_size`. */
  readonly config: Readonly<Record<string, unknown>>;
  /** The names of the layers that it reads. */
  readonly inputs: readonly string[];
}

/** The error for a layer that cannot be taken over. */
export function noBound({ className, name }: KerasLayer, why: string): NoBoundError {
  return new NoBoundError(`Layer "${name}" (${className}) ${why}`);
}

/** A positive whole number in a layer's config. Throws GloroError for anything else. */
export function integer(layer: KerasLayer, key: string): number {
  const value = layer.config[key];
  if (typeof value === "number" && Number.isInteger(value) && value > 0) return value;
  throw unreadable(layer, key);
}

/** A finite number in a layer's config, or `fallback` where it is not written. Throws GloroError for anything else. */
export function finite(layer: KerasLayer, key: string, fallback: number): number {
  const value = layer.config[key] ?? fallback;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw unreadable(layer, key);
}

/** A pair of positive whole numbers, or one for both. Throws GloroError for anything else. */
export function pair(layer: KerasLayer, key: string): [height: number, width: number] {
  const value = layer.config[key];
  const sizes: unknown[] = Array.isArray(value) ? value : [value, value];
  const [height, width] = sizes;
  if (sizes.length === 2 && isSize(height) && isSize(width)) return [height, width];
  throw unreadable(layer, key);
}

/** `same` or `valid`. Throws GloroError for another padding. */
export function padding(layer: KerasLayer): "same" | "valid" {
  const value = layer.config["padding"] ?? "valid";
  if (value === "same" || value === "valid") return value;
  throw unreadable(layer, "padding");
}

/** True or false, or `fallback` where it is not written. Throws GloroError for anything else. */
export function flag(layer: KerasLayer, key: string, fallback: boolean): boolean {
  const value = layer.config[key] ?? fallback;
  if (typeof value === "boolean") return value;
  throw unreadable(layer, key);
}

/** Throws NoBoundError, with the reason, unless `key` is absent, null or one of the values allowed. */
export function only(
  layer: KerasLayer,
  key: string,
  allowed: readonly unknown[],
  why: string,
): void {
  const value = layer.config[key];
  if (value === undefined || value === null) return;
  const text = JSON.stringify(value);
  if (!allowed.some((each) => JSON.stringify(each) === text)) {
    throw noBound(layer, `has ${key} ${text}: ${why}`);
  }
}

function isSize(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value > 0;
}

function unreadable({ className, name, config }: KerasLayer, key: string): GloroError {
  return new GloroError(
    `Layer "${name}" (${className}) has ${key} ${JSON.stringify(config[key])}, which cannot be read.`,
  );
}
