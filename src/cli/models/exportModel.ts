import type { PythonRelease } from "../../gloro/keras/index.js";
import { buildNetwork } from "../../gloro/network.js";
import { writeKerasH5 } from "../../formats/keras/writeKerasH5.js";
import { onnxModel } from "../../formats/onnx/onnxModel.js";
import { weightsFileOf, writeTfjsModel } from "../../formats/tfjs/writeTfjsModel.js";
import { writeModelFile } from "../../formats/writeModelFile.js";
import { readSavedNet } from "../../model/files/readSavedNet.js";
import type { Saved } from "../../model/files/pythonReleases.js";
import { kerasModel, writeSavedNet } from "../../model/files/writeSavedNet.js";
import { UsageError } from "../usageError.js";
import { exportEndings } from "./exportKinds.js";
import type { ExportKind } from "./exportKinds.js";
import { checkFrozen, verdictText } from "./frozenCheck.js";
import type { FrozenCheck } from "./frozenCheck.js";
import { checkOutput } from "./outputFile.js";
import { readCertifyingNet } from "./readCertifyingNet.js";
import { readerLines } from "./readerLines.js";
import { settledEstimates } from "./settledEstimates.js";

/** What is exported, and how. */
export interface Export {
  readonly file: string;
  readonly to: ExportKind;
  /** For `onnx` and `gloronet`: the radius to certify, in place of the file's. */
  readonly epsilon?: number | undefined;
  /** For `gloronet`: the release to write for. */
  readonly python?: PythonRelease | undefined;
  /** Default: beside the file, with the kind's ending. */
  readonly out?: string | undefined;
  readonly force: boolean;
}

/** A file that was exported. */
export interface Exported {
  readonly out: string;
  readonly to: ExportKind;
  /** Of an ONNX model: the L_sub that it certifies by. */
  readonly subLipschitz?: number;
  /** Of an ONNX model of a frozen net: whether that constant is its weights'. */
  readonly frozen?: FrozenCheck;
  /** Of a `.gloronet` file. */
  readonly python?: Saved;
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
  return { out, to, ...(await exporters[to](file, out, { epsilon, python })) };
}

/** The kinds of file that hold a radius. */
const certifying: readonly ExportKind[] = ["onnx", "gloronet"];

type Found = Pick<Exported, "subLipschitz" | "frozen" | "python">;

type Told = Pick<Export, "epsilon" | "python">;

const exporters: {
  [K in ExportKind]: (file: string, out: string, told: Told) => Promise<Found>;
} = {
  async onnx(file, out, told) {
    const net = await readCertifyingNet(file, told.epsilon);
    const { epsilon, relaxation, frozen } = net;
    const estimates = await settledEstimates(net);
    const subLipschitz = frozen ?? estimates.subLipschitz;
    const options = { epsilon, subLipschitz, subLipschitzIs: "estimated", relaxation } as const;
    writeModelFile(out, onnxModel(buildNetwork(net), net.weights, options));
    return {
      subLipschitz,
      ...(frozen !== undefined && { frozen: checkFrozen(frozen, estimates.subLipschitz) }),
    };
  },
  async keras(file, out) {
    const net = await readSavedNet(file);
    await writeKerasH5(out, kerasModel(buildNetwork(net), net, "keras"));
    return {};
  },
  async tfjs(file, out) {
    const net = await readSavedNet(file);
    writeTfjsModel(out, kerasModel(buildNetwork(net), net, "tfjs"));
    return {};
  },
  async gloronet(file, out, { epsilon, python }) {
    return { python: await writeSavedNet(out, await readCertifyingNet(file, epsilon), { python }) };
  },
};

/** `gloro export` for people. */
export function exportReport({ out, frozen, python }: Exported): string[] {
  return [
    out,
    ...(frozen && frozen.verdict !== "matches" ? [verdictText(frozen)] : []),
    ...(python ? readerLines(python) : []),
  ];
}
