import { GloroError } from "../gloro/errors.js";

/** A problem and where it was written: in a file, or in a setting of the command line. */
export interface LocatedProblem {
  readonly message: string;
  readonly where:
    | {
        readonly kind: "file";
        readonly file: string;
        /** From 1. */
        readonly line: number;
        /** From 1. */
        readonly column: number;
      }
    | { readonly kind: "setting"; readonly setting: string };
}

/** A config that cannot be used: one problem a line, each with its place. */
export class ConfigError extends GloroError {
  override name = "ConfigError";

  constructor(readonly problems: readonly LocatedProblem[]) {
    super(problems.map(show).join("\n"));
  }
}

function show({ where, message }: LocatedProblem): string {
  const place = where.kind === "file" ? `${where.file}:${where.line}` : `--set ${where.setting}`;
  return `${place}: ${message}`;
}
