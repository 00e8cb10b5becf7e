import type * as z from "zod";
import { suggestion } from "./nearestWord.js";

/** Keys and indices that lead to a value of a config. */
export type ConfigPath = readonly (string | number)[];

/** What is wrong with one value of a config. */
export interface ConfigProblem {
  readonly path: ConfigPath;
  /** A sentence, without the place. */
  readonly message: string;
  /** Where a word of a known few was expected. */
  readonly choice?: {
    /** The word that was found; absent where it is the value itself. */
    readonly word?: string;
    readonly known: readonly string[];
  };
}

/** A path as people write it: `evaluation.radii[0]`. */
export function showPath(path: ConfigPath): string {
  const shown = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`)).join("");
  return shown.replace(/^\./, "");
}

/** The problems that the schema found at `base`, of unions those of the form that was meant. */
export function schemaProblems(
  issues: readonly z.core.$ZodIssue[],
  base: ConfigPath = [],
): ConfigProblem[] {
  return issues.flatMap((issue) => problemsOf(issue, base));
}

function problemsOf(issue: z.core.$ZodIssue, base: ConfigPath): ConfigProblem[] {
  const path = [...base, ...issue.path.map(toStep)];
  if (issue.code === "unrecognized_keys") {
    // As mustHaveKeys says, the message of such an issue is the list of known keys.
    const known = issue.message.split(", ");
    return issue.keys.map((key) => ({
      path: [...path, key],
      message: unknownKey(key, path, known),
      choice: { word: key, known },
    }));
  }
  const meant = issue.code === "invalid_union" ? meantForm(issue.errors) : undefined;
  if (meant) return meant.flatMap((inner) => problemsOf(inner, path));
  const known = knownWords(issue);
  return [
    {
      path,
      message: `${showPath(path) || "the config"} ${issue.message}`,
      ...(known.length > 0 && { choice: { known } }),
    },
  ];
}

/** The words that are allowed in place of a value; of a union, those of all forms. */
function knownWords(issue: z.core.$ZodIssue): string[] {
  if (issue.code === "invalid_value") {
    return issue.values.filter((value) => typeof value === "string");
  }
  if (issue.code !== "invalid_union") return [];
  return issue.errors
    .flat()
    .filter(({ path }) => path.length === 0)
    .flatMap(knownWords);
}

/** Of a union's forms that may be meant, the one that knows most of the keys: the problems of each. */
function meantForm(forms: readonly z.core.$ZodIssue[][]): z.core.$ZodIssue[] | undefined {
  return forms.filter(looksInside).sort((a, b) => unknownKeys(a) - unknownKeys(b))[0];
}

function unknownKeys(issues: readonly z.core.$ZodIssue[]): number {
  return issues
    .map((issue) => (issue.code === "unrecognized_keys" ? issue.keys.length : 0))
    .reduce((total, count) => total + count, 0);
}

/** A form of a union may be meant if the value has its type, so that only parts of it were refused. */
function looksInside(issues: readonly z.core.$ZodIssue[]): boolean {
  return issues.some(({ code, path }) => code === "unrecognized_keys" || path.length > 0);
}

function unknownKey(key: string, path: ConfigPath, known: readonly string[]): string {
  const place = path.length > 0 ? ` in ${showPath(path)}` : "";
  return `unknown key "${key}"${place}${suggestion(key, known) ?? `. Known: ${known.join(", ")}.`}`;
}

function toStep(key: PropertyKey): string | number {
  return typeof key === "number" ? key : String(key);
}
