import { GloroError } from "../gloro/errors.js";

// Whoever walks the result may recurse; Keras nests a dozen deep.
const deepest = 100;

/**
 * JSON as Python writes it. Python also writes NaN and Infinity, which JSON does not know: they are
 * refused, with the key that holds them.
 *
 * @param what names the text in the refusal, such as `config.json`
 * @throws GloroError for bytes that are not UTF-8, text that is not JSON, and more than 100 levels
 */
export function parsePythonJson(bytes: Uint8Array, what: string): unknown {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new GloroError(`${what} is not text in UTF-8.`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    refuseNotFinite(text, what);
    throw new GloroError(
      `${what} is not JSON${error instanceof SyntaxError ? `: ${error.message}` : ""}.`,
    );
  }
  if (isDeeper(json, deepest)) {
    throw new GloroError(`${what} is nested more than ${deepest} levels deep.`);
  }
  return json;
}

function refuseNotFinite(text: string, what: string): void {
  // A string, which is skipped, with the colon that makes it a key; or a number that is none.
  const token = /("(?:[^"\\]|\\.)*")(\s*:)?|-?Infinity\b|\bNaN\b/gs;
  let key: string | undefined;
  for (const [found, string, colon] of text.matchAll(token)) {
    if (colon !== undefined) key = string;
    else if (string === undefined) {
      const place = key === undefined ? "" : ` for ${key}`;
      throw new GloroError(`${what} holds ${found}${place}, where a finite number must stand.`);
    }
  }
}

function isDeeper(json: unknown, levels: number): boolean {
  let level = [json];
  for (let depth = 0; depth <= levels; depth++) {
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value !== "object" || value === null) continue;
      // Not spread into push: a long list would overflow the stack.
      for (const child of Object.values(value)) next.push(child);
    }
    if (next.length === 0) return false;
    level = next;
  }
  return true;
}
