import { suggestion } from "./nearestWord.js";

/** What the schema knows of a value that it refuses. */
interface Refused {
  readonly code?: string;
  readonly input?: unknown;
}

/** What makes a schema say why it refuses a value. */
interface Refusal {
  readonly error: (refused: Refused) => string;
}

/** Says what a refused value must be, and what was found. */
export function mustBe(allowed: string): Refusal {
  return { error: ({ input }) => refuse(allowed, input) };
}

/** As {@link mustBe}, for one of several words, `or` something else: names the nearest. */
export function mustBeOneOf(words: readonly string[], or = ""): Refusal {
  return { error: ({ input }) => refuseWord(words, or, input) };
}

/** As {@link mustBeOneOf}, for an object told apart by the word under `key`. */
export function mustHaveOneOf(key: string, words: readonly string[]): Refusal {
  return {
    error: ({ code, input }) =>
      // Zod places this refusal at the key, but passes the object around it.
      code === "invalid_union"
        ? refuseWord(words, "", new Map(Object.entries(Object(input) as object)).get(key))
        : refuse(`an object with ${key}`, input),
  };
}

/** For an object: says which keys it has. To an unknown key the answer is the list of known ones. */
export function mustHaveKeys(keys: readonly string[]): Refusal {
  const known = keys.join(", ");
  return {
    error: ({ code, input }) =>
      code === "unrecognized_keys" ? known : refuse(`an object with ${known}`, input),
  };
}

function refuseWord(words: readonly string[], or: string, input: unknown): string {
  const allowed = `one of ${words.join(", ")}${or}`;
  if (typeof input !== "string") return refuse(allowed, input);
  return `must be ${allowed}, got ${show(input)}${suggestion(input, words) ?? "."}`;
}

function refuse(allowed: string, input: unknown): string {
  if (input === undefined) return `is missing; it must be ${allowed}.`;
  return `must be ${allowed}, got ${show(input)}.`;
}

function show(input: unknown): string {
  const text = JSON.stringify(input);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
