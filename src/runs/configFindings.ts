import { dirname, resolve } from "node:path";
import { findNodeAtLocation, getNodeValue, parseTree } from "jsonc-parser";
import type { Node, ParseError } from "jsonc-parser";
import { configKeys } from "./config.js";
import { schemaProblems } from "./configProblem.js";
import type { ConfigProblem } from "./configProblem.js";
import { nearestWord } from "./nearestWord.js";
import { placeProblems } from "./placeProblems.js";
import { sweepProblems } from "./sweep/sweepProblems.js";
import { wordProblems } from "./validateConfig.js";

/** A part of a text, in UTF-16 units from its beginning. */
export interface TextSpan {
  readonly offset: number;
  readonly length: number;
}

/** What an editor can show of a config, and mend. */
export interface ConfigFinding extends TextSpan {
  readonly message: string;
  /** `schema`: an editor that knows the published schema finds it too. */
  readonly source: "schema" | "words" | "places";
  /** What was probably meant. */
  readonly fix?: TextSpan & { readonly text: string };
}

/**
 * What is wrong in a config's text, the files that it names included, with the places and the likely
 * words. Of a text that is not JSON it finds nothing: an editor says that itself.
 *
 * @param file its absolute path, also where it is not saved yet
 * @param further problems that the caller knows of a config's value, such as a missing engine
 */
export async function configFindings(
  text: string,
  file: string,
  further: (config: unknown) => readonly ConfigProblem[] = () => [],
): Promise<ConfigFinding[]> {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  if (!root || errors.length > 0) return [];
  const value: unknown = getNodeValue(root);
  const issues = configKeys.safeParse(value).error?.issues ?? [];
  const found: readonly [ConfigFinding["source"], readonly ConfigProblem[]][] = [
    ["schema", schemaProblems(issues)],
    ["words", [...wordProblems(value), ...sweepProblems(value)]],
    ["places", [...(await placeProblems(value, dirname(resolve(file)))), ...further(value)]],
  ];
  return found.flatMap(([source, problems]) =>
    problems.map((problem) => locate(problem, source, root, text)),
  );
}

function locate(
  { path, message, choice }: ConfigProblem,
  source: ConfigFinding["source"],
  root: Node,
  text: string,
): ConfigFinding {
  const node = findNodeAtLocation(root, [...path]);
  const isKey = node !== undefined && source === "schema" && choice?.word === path.at(-1);
  const shown = (isKey ? node.parent?.children?.[0] : node) ?? enclosing(root, path);
  const fix = node && choice && replacement(shown, choice, text);
  const { offset, length } = shown;
  return { source, message, offset, length, ...(fix && { fix }) };
}

/** The key of the nearest object around a value that is missing, or the text's first brace. */
function enclosing(root: Node, path: ConfigProblem["path"]): TextSpan {
  for (let length = path.length - 1; length > 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    if (node) return node.parent?.children?.[0] ?? node;
  }
  return { offset: root.offset, length: 1 };
}

function replacement(
  span: TextSpan,
  { word, known }: NonNullable<ConfigProblem["choice"]>,
  text: string,
): ConfigFinding["fix"] {
  const written = text.slice(span.offset, span.offset + span.length);
  const wrong = word ?? written.replaceAll('"', "");
  const meant = nearestWord(wrong, known);
  const at = written.indexOf(wrong);
  if (meant === undefined || at < 0 || meant === wrong) return undefined;
  return { offset: span.offset + at, length: wrong.length, text: meant };
}
