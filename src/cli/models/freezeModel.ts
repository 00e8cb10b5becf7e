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

/** `freezeNet` to where the command line says. Throws UsageError, GloronetError and DivergedError. */
export async function freezeModel({ file, out = file, force }: Rewrite): Promise<Refrozen> {
  checkRewrite(file, out, force);
  return freezeNet(file, out);
}

/** `unfreezeNet` to where the command line says. Throws UsageError, GloronetError and GloroError. */
export async function unfreezeModel({ file, out = file, force }: Rewrite): Promise<Refrozen> {
  checkRewrite(file, out, force);
  return unfreezeNet(file, out);
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
