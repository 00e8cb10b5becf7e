import { weightsFileOf } from "../../formats/tfjs/writeTfjsModel.js";
import { exportEndings } from "../../model/files/exportKinds.js";
import type { ExportKind } from "../../model/files/exportKinds.js";
import { exportNet } from "../../model/files/exportNet.js";
import type { ExportedNet, ExportOptions } from "../../model/files/exportNet.js";
import { verdictText } from "../../model/files/frozenCheck.js";
import { UsageError } from "../usageError.js";
import { checkOutput } from "./outputFile.js";
import { readerLines } from "./readerLines.js";

/** What is exported, and how. */
export interface Export extends ExportOptions {
  readonly file: string;
  readonly to: ExportKind;
  /** Default: beside the file, with the kind's ending. */
  readonly out?: string | undefined;
  readonly force: boolean;
}

/** A file that was exported. */
export interface Exported extends ExportedNet {
  readonly out: string;
  readonly to: ExportKind;
}

/**
 * Writes a net from a file as a file of another kind. Throws UsageError where the file to be written is
 * there already, GloronetError, and GloroError where the kind cannot hold the net.
 */
export async function exportModel(options: Export): Promise<Exported> {
  const { file, to, epsilon, python, force } = options;
  if (python && to !== "gloronet") throw new UsageError("--python goes with --to gloronet only.");
  if (epsilon !== undefined && !certifying.includes(to)) {
    throw new UsageError(
      `--epsilon goes with --to ${certifying.join(" and ")} only: the others hold no radius.`,
    );
  }
  const ending = exportEndings[to];
  const out = options.out ?? file.replace(/\.[^./\\]*$/, "") + ending;
  checkOutput(out, ending, force);
  if (to === "tfjs") checkOutput(weightsFileOf(out), ".bin", force);
  return { out, to, ...(await exportNet(file, { to, out }, { epsilon, python })) };
}

/** The kinds of file that hold a radius. */
const certifying: readonly ExportKind[] = ["onnx", "gloronet"];

/** `gloro export` for people. */
export function exportReport({ out, frozen, python }: Exported): string[] {
  return [
    out,
    ...(frozen && frozen.verdict !== "matches" ? [verdictText(frozen)] : []),
    ...(python ? readerLines(python) : []),
  ];
}
