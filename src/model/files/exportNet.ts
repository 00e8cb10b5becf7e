import type { PythonRelease } from "../../gloro/keras/index.js";
import { buildNetwork } from "../../gloro/network.js";
import { writeKerasH5 } from "../../formats/keras/writeKerasH5.js";
import { onnxModel } from "../../formats/onnx/onnxModel.js";
import { writeTfjsModel } from "../../formats/tfjs/writeTfjsModel.js";
import { writeModelFile } from "../../formats/writeModelFile.js";
import type { ExportKind } from "./exportKinds.js";
import { checkFrozen } from "./frozenCheck.js";
import type { FrozenCheck } from "./frozenCheck.js";
import type { Saved } from "./pythonReleases.js";
import { readCertifyingNet } from "./readCertifyingNet.js";
import { readSavedNet } from "./readSavedNet.js";
import { settledEstimates } from "./settledEstimates.js";
import { kerasModel, writeSavedNet } from "./writeSavedNet.js";

/** What is told of an exported file. */
export interface ExportedNet {
  /** Of an ONNX model: the L_sub that it certifies by. */
  readonly subLipschitz?: number;
  /** Of an ONNX model of a frozen net: whether that constant is its weights'. */
  readonly frozen?: FrozenCheck;
  /** Of a `.gloronet` file. */
  readonly python?: Saved;
}

/** How a net is exported. */
export interface ExportOptions {
  /** For `onnx` and `gloronet`: the radius to certify, in place of the file's. */
  readonly epsilon?: number | undefined;
  /** For `gloronet`: the release to write for. */
  readonly python?: PythonRelease | undefined;
}

/**
 * Writes a net from a file as another file, in place of what is there. Throws GloronetError, and
 * GloroError where the kind cannot hold the net.
 */
export function exportNet(
  file: string,
  { to, out }: { readonly to: ExportKind; readonly out: string },
  options: ExportOptions = {},
): Promise<ExportedNet> {
  return exporters[to](file, out, options);
}

const exporters: {
  [K in ExportKind]: (file: string, out: string, told: ExportOptions) => Promise<ExportedNet>;
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
