import { freezeNet, unfreezeNet } from "../../model/files/refreezeNet.js";
import type { Refrozen } from "../../model/files/refreezeNet.js";
import { significant } from "../drawing/numbers.js";
import { checkRewrite } from "./outputFile.js";
import { readerLines } from "./readerLines.js";

/** Where a changed net goes. */
export interface Rewrite {
  readonly file: string;
  /** Default: the file itself. */
  readonly out?: string | undefined;
  readonly force: boolean;
}

/** What can be done to the constant of a net. */
export type Refreezing = "freeze" | "unfreeze";

const refreezings: {
  [R in Refreezing]: (file: string, out: string) => Promise<Refrozen>;
} = { freeze: freezeNet, unfreeze: unfreezeNet };

/**
 * `freezeNet` or `unfreezeNet` to where the command line says. Throws UsageError, GloronetError,
 * DivergedError, and GloroError where a net to be unfrozen is not frozen.
 */
export async function refreezeModel(
  refreezing: Refreezing,
  { file, out = file, force }: Rewrite,
): Promise<Refrozen> {
  checkRewrite(file, out, force);
  return refreezings[refreezing](file, out);
}

/** `gloro freeze` and `gloro unfreeze` for people. */
export function refrozenReport({ out, frozen, before, ...readers }: Refrozen): string[] {
  const was = before === undefined ? "" : ` (it was frozen at ${significant(before, digits)})`;
  return [
    frozen === undefined
      ? `${out}: L_sub comes from the weights again${was}.`
      : `${out}: L_sub is frozen at ${significant(frozen, digits)}${was}.`,
    ...readerLines(readers),
  ];
}

const digits = 6;
