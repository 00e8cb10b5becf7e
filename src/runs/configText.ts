import { findNodeAtLocation, getNodeValue, parseTree, printParseErrorCode } from "jsonc-parser";
import type { Node, ParseError } from "jsonc-parser";
import { ConfigError } from "./configError.js";
import type { LocatedProblem } from "./configError.js";
import type { ConfigPath } from "./configProblem.js";

/** A config's text, parsed: JSON in which comments and trailing commas are allowed. */
export interface ConfigText {
  readonly value: unknown;
  /** Places a problem at the value, or at the nearest one around it where it is missing. */
  readonly problemAt: (path: ConfigPath, message: string) => LocatedProblem;
}

/** @throws ConfigError for a text that is not JSON, or has a key twice. */
export function parseConfigText(text: string, file: string): ConfigText {
  const problem = (offset: number, message: string): LocatedProblem => ({
    message,
    where: { kind: "file", file, ...position(text, offset) },
  });
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  if (!root || errors.length > 0) {
    throw new ConfigError(
      errors.map(({ error, offset }) => problem(offset, `syntax error: ${inWords(error)}.`)),
    );
  }
  const twice = repeatedKeys(root);
  if (twice.length > 0) {
    throw new ConfigError(
      twice.map((key) => problem(key.offset, `"${String(key.value)}" is written twice.`)),
    );
  }
  return {
    value: getNodeValue(root) as unknown,
    problemAt: (path, message) => problem(nearestNode(root, path).offset, message),
  };
}

function position(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function inWords(error: ParseError["error"]): string {
  return printParseErrorCode(error)
    .replaceAll(/(?<=[a-z])[A-Z]/g, (capital) => ` ${capital}`)
    .toLowerCase();
}

function repeatedKeys(node: Node): Node[] {
  const children = node.children ?? [];
  const keys =
    node.type === "object" ? children.flatMap(({ children: [key] = [] }) => key ?? []) : [];
  const repeated = keys.filter((key, index) =>
    keys.slice(0, index).some(({ value }) => value === key.value),
  );
  return [...repeated, ...children.flatMap(repeatedKeys)];
}

function nearestNode(root: Node, path: ConfigPath): Node {
  for (let length = path.length; length > 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    // A value stands beside its key: the problem is shown where that begins.
    if (node) return node.parent?.type === "property" ? node.parent : node;
  }
  return root;
}
