import { findNodeAtOffset, getNodeValue, parseTree } from "jsonc-parser";
import type { Node } from "jsonc-parser";
import type { TextSpan } from "../../runs/configFindings.js";
import type { Translate } from "../../runs/translate.js";
import { validKeys } from "../../runs/validKeys.js";
import { explanations } from "./explanations.js";
import type { ScheduledValues } from "./schedulePlot.js";

/** What a hover says of a key of a config, in plain sentences. */
export interface Explanation {
  readonly sentences: readonly string[];
  /** One line. */
  readonly formula?: string;
  /** A schedule over the epochs, and what the image is called. */
  readonly plot?: ScheduledValues & { readonly label: string };
  /** What to try. */
  readonly advice?: string;
  /** The heading of the page about configs that tells more. */
  readonly section: string;
}

/**
 * Explains the key that a place of a config's text belongs to, by the values of this config; nothing
 * where there is nothing to say beyond the schema's own description.
 */
export function explainConfig(
  text: string,
  offset: number,
  t: Translate,
): (Explanation & { readonly span: TextSpan }) | undefined {
  const root = parseTree(text, [], { allowTrailingComma: true });
  if (root?.type !== "object") return undefined;
  const property = propertyAt(root, offset);
  const key: unknown = property?.children?.[0]?.value;
  if (!property || typeof key !== "string" || !Object.hasOwn(explanations, key)) return undefined;
  const keys = validKeys.safeParse(getNodeValue(root)).data;
  if (!keys) return undefined;
  const explained = explanations[key as keyof typeof explanations](keys, t);
  return explained && { ...explained, span: property };
}

/** The property of the outermost object that a place lies in. */
function propertyAt(root: Node, offset: number): Node | undefined {
  let node = findNodeAtOffset(root, offset);
  while (node?.parent && node.parent !== root) node = node.parent;
  return node?.type === "property" ? node : undefined;
}
