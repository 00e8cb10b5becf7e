import { readFileSync, readdirSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

/** Networks that the Python library saved. */
export const gloronetNames = readdirSync(folder("gloronet")).map((name) =>
  basename(name, ".gloronet"),
);

export function gloronetPath(name: string): string {
  return `${folder("gloronet")}/${name}.gloronet`;
}

/** Keras files of rare and of hostile kinds, from python/generate.py. */
export function kerasPath(name: string): string {
  return `${folder("keras")}/${name}.h5`;
}

export const kerasNames = readdirSync(folder("keras")).map((name) => basename(name, ".h5"));

interface Truth {
  readonly kerasVersion: string;
  readonly className: string;
  readonly layers: readonly string[];
  /** Layer, name, shape, sum in Float64, first two and last two values. */
  readonly weights: readonly [string, string, number[], number, number[]][];
}

/** What h5py reads from the networks. */
export const truth = JSON.parse(
  readFileSync(new URL("./python/truth.json", import.meta.url), "utf8"),
) as Readonly<Record<string, Truth>>;

function folder(name: string): string {
  return fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));
}
