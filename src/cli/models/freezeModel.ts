import { GloroError } from "../../gloro/errors.js";
import type { Saved } from "../../model/files/pythonReleases.js";
import { writeSavedNet } from "../../model/files/writeSavedNet.js";
import { significant } from "../drawing/numbers.js";
import { checkRewrite } from "./outputFile.js";
import { readCertifyingNet } from "./readCertifyingNet.js";
import { readerLines } from "./readerLines.js";
import { settledEstimates } from "./settledEstimates.js";

/** Where a changed net goes. */
export interface Rewrite {
  readonly file: string;
  /** Default: the file itself. */
  readonly out?: string | undefined;
  readonly force: boolean;
}

/** A file whose net was frozen, or is no longer. */
export interface Refrozen extends Saved {
  readonly out: string;
  /** L_sub as it is frozen now. */
  readonly frozen?: number;
  /** L_sub as it was frozen before. */
  readonly before?: number;
}

/**
 * Freezes L_sub at the settled estimate of a file's weights, also where another constant is frozen. Throws
 * UsageError, GloronetError and DivergedError.
 */
export async function freezeModel({ file, out = file, force }: Rewrite): Promise<Refrozen> {
  checkRewrite(file, out, force);
  const net = await readCertifyingNet(file);
  const { subLipschitz } = await settledEstimates(net);
  const saved = await writeSavedNet(out, { ...net, frozen: subLipschitz });
  return {
    out,
    frozen: subLipschitz,
    ...(net.frozen !== undefined && { before: net.frozen }),
    ...saved,
  };
}

/**
 * Lets L_sub of a file's net be computed from its weights again. Throws UsageError and GloronetError, and
 * GloroError where it is not frozen.
 */
export async function unfreezeModel({ file, out = file, force }: Rewrite): Promise<Refrozen> {
  checkRewrite(file, out, force);
  const { frozen, ...net } = await readCertifyingNet(file);
  if (frozen === undefined) throw new GloroError(`${file} is not frozen; nothing was written.`);
  const saved = await writeSavedNet(out, net);
  return { out, before: frozen, ...saved };
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
