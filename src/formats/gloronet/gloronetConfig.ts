import { GloroError } from "../../gloro/errors.js";
import { parsePythonJson } from "../pythonJson.js";
import { printAffinitySets, storedAffinitySets } from "./affinitySets.js";
import type { Dialect, GloronetConfig } from "./gloronetFile.js";

const largestEpsilon = 1e6;
const defaultIterations = 5;
const mostIterations = 1000;

/** The keys of `config.json`, which Python passes to its constructor: an unknown one would fail there. */
const read = {
  epsilon: (value: unknown) => {
    const epsilon = finite("epsilon", value);
    if (epsilon > 0 && epsilon <= largestEpsilon) return epsilon;
    throw new GloroError(
      `epsilon must be greater than 0 and at most ${largestEpsilon}, but config.json holds ${epsilon}.`,
    );
  },
  k: (value: unknown) => whole("k", value),
  affinity_sets: storedAffinitySets,
  num_iterations: (value: unknown) => {
    const iterations = whole("num_iterations", value);
    if (iterations <= mostIterations) return iterations;
    throw new GloroError(
      `num_iterations may be ${mostIterations} at most, but config.json holds ${iterations}: each makes every training step longer.`,
    );
  },
  _lc_frozen: (value: unknown) => {
    if (typeof value === "boolean") return value;
    throw new GloroError(`_lc_frozen must be true or false, but config.json holds ${show(value)}.`);
  },
  // A product of bounds, one of them perhaps that of a negative Scaling: its size is what counts.
  _hardcoded_lc: (value: unknown) => Math.abs(finite("_hardcoded_lc", value)),
};
type Key = keyof typeof read;
type Values = { [K in Key]?: ReturnType<(typeof read)[K]> };

/**
 * Reads a `config.json` of either release of the Python library.
 *
 * @throws GloroError
 */
export function parseGloronetConfig(bytes: Uint8Array): GloronetConfig {
  const json = parsePythonJson(bytes, "config.json");
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new GloroError("config.json is not a JSON object.");
  }
  const values: Values = Object.fromEntries(
    Object.entries(json).map(([key, value]) => {
      if (!isKey(key)) {
        const known = Object.keys(read).join(", ");
        throw new GloroError(`config.json has the unknown key ${show(key)}. Known: ${known}.`);
      }
      return [key, read[key](value)];
    }),
  );
  const { epsilon, k, affinity_sets, num_iterations } = values;
  if (epsilon === undefined) throw new GloroError("config.json has no epsilon.");
  if (k !== undefined && affinity_sets) {
    throw new GloroError("config.json has both k and affinity_sets, where a net has one of them.");
  }
  const frozen = frozenConstant(values);
  return {
    dialect: dialectOf(values),
    epsilon,
    ...(k !== undefined && { k }),
    ...(affinity_sets && { affinitySets: affinity_sets }),
    ...(num_iterations !== undefined && { numIterations: num_iterations }),
    ...(frozen !== undefined && { frozen: { lipschitz: frozen } }),
  };
}

/**
 * A `config.json` as Python writes it.
 *
 * @throws GloroError for a config that no reader would take, or that the dialect cannot say
 */
export function printGloronetConfig(config: GloronetConfig): string {
  const { dialect, epsilon, k, affinitySets, numIterations = defaultIterations, frozen } = config;
  if (frozen && dialect !== "HEAD") {
    throw new GloroError(
      `a frozen Lipschitz constant can be stored in the dialect HEAD only, not in ${dialect}. Write HEAD, or unfreeze the net.`,
    );
  }
  const relaxation = {
    ...(k !== undefined && { k: String(k) }),
    // Release 1.1.1 fails on its own text; both releases take a list.
    ...(affinitySets && {
      affinity_sets: JSON.stringify(
        dialect === "HEAD" ? printAffinitySets(affinitySets) : affinitySets,
      ),
    }),
  };
  const entries: { [D in Dialect]: () => Readonly<Record<string, string>> } = {
    "1.1.1": () => ({ ...relaxation, num_iterations: String(numIterations) }),
    HEAD: () => ({
      _lc_frozen: String(frozen !== undefined),
      _hardcoded_lc: float(frozen?.lipschitz ?? 1),
      ...relaxation,
    }),
    ours: () => relaxation,
  };
  const all = Object.entries({ epsilon: float(epsilon), ...entries[dialect]() });
  const text = `{${all.map(([key, value]) => `"${key}": ${value}`).join(", ")}}`;
  parseGloronetConfig(new TextEncoder().encode(text));
  return text;
}

function dialectOf({ num_iterations, _lc_frozen, _hardcoded_lc }: Values): Dialect {
  const isHead = _lc_frozen !== undefined || _hardcoded_lc !== undefined;
  if (num_iterations === undefined) return isHead ? "HEAD" : "ours";
  if (!isHead) return "1.1.1";
  throw new GloroError(
    "config.json has num_iterations beside _lc_frozen or _hardcoded_lc, which no release of GloRo loads together.",
  );
}

function frozenConstant({ _lc_frozen, _hardcoded_lc }: Values): number | undefined {
  if (_lc_frozen !== true) return undefined;
  if (_hardcoded_lc !== undefined && _hardcoded_lc > 0) return _hardcoded_lc;
  throw new GloroError(
    `config.json calls the net frozen, but its constant _hardcoded_lc is ${_hardcoded_lc ?? "missing"}.`,
  );
}

function isKey(key: string): key is Key {
  return Object.hasOwn(read, key);
}

function finite(key: string, value: unknown): number {
  // JSON has no infinity, but 1e999 becomes one.
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw new GloroError(`${key} must be a finite number, but config.json holds ${show(value)}.`);
}

function whole(key: string, value: unknown): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 1) return value;
  throw new GloroError(
    `${key} must be a whole number from 1 on, but config.json holds ${show(value)}.`,
  );
}

function show(value: unknown): string {
  return (JSON.stringify(value) || String(value)).slice(0, 100);
}

/** Python would make an integer variable of a number without a point. */
function float(value: number): string {
  const text = String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}
