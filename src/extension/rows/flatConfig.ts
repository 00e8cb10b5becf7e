import type { ConfigValue } from "./messages.js";

/** More keys than any config has: a file of a stranger may have millions. */
const mostKeys = 300;
/** A list of layers is far shorter. */
const longestText = 4000;

/** The values of a config by the paths of their keys: `{"loss": {"kind": "trades"}}` has `loss.kind`. */
export function flatConfig(config: unknown): Readonly<Record<string, ConfigValue>> {
  const flat = new Map<string, ConfigValue>();
  // A list, not a recursion, which a deep file would overflow.
  const left: [path: string, value: unknown][] = [["", config]];
  for (let next = left.pop(); next && flat.size < mostKeys; next = left.pop()) {
    const [path, value] = next;
    if (isObject(value)) {
      const inner = Object.entries(value).slice(0, mostKeys).reverse();
      left.push(...inner.map(([key, each]): [string, unknown] => [joined(path, key), each]));
    } else if (path !== "") flat.set(path, scalar(value));
  }
  return Object.fromEntries(flat);
}

function joined(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function scalar(value: unknown): ConfigValue {
  if (typeof value === "number" || typeof value === "boolean" || value === null) return value;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length <= longestText ? text : `${text.slice(0, longestText)}…`;
}
