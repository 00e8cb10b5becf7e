import { networkBounds } from "../../certify/layerBounds.js";
import { marginConstants } from "../../certify/marginConstants.js";
import { GloroError } from "../../gloro/errors.js";
import { buildNetwork } from "../../gloro/network.js";
import type { Network } from "../../gloro/network.js";
import { checkFrozen, verdictText } from "../../model/files/frozenCheck.js";
import { inspectionTolerance } from "../../model/files/inspectModel.js";
import { readSavedNet } from "../../model/files/readSavedNet.js";
import type { ReadNet } from "../../model/files/savedNet.js";
import { settledEstimates } from "../../model/files/settledEstimates.js";
import { certifiedLayers } from "../../trainer/certifiedLayers.js";
import { layerTightness } from "../../trainer/lipschitzTightness.js";
import type { ModelFinding } from "../models/messages.js";
import { marginMatrix } from "./marginMatrix.js";

type Estimates = Extract<ModelFinding, { type: "estimates" }>;
type Tell = (finding: ModelFinding) => void;

/**
 * Tells what the power method estimates of a model file's weights, and then what is proven of them. What a net
 * lacks is told, the rest goes on.
 *
 * @throws GloronetError for a file that is broken, ill-meant or not understood
 */
export async function examineModel(file: string, tell: Tell): Promise<void> {
  const net = await readSavedNet(file);
  const network = buildNetwork(net);
  await unlessLacking("estimates", tell, () => tellEstimates(net, network, tell));
  await unlessLacking("bounds", tell, () => {
    tellBounds(net, network, tell);
  });
}

async function tellEstimates(net: ReadNet, network: Network, tell: Tell): Promise<void> {
  tell({ type: "activity", text: "Estimating the Lipschitz constants" });
  const options = { tolerance: inspectionTolerance };
  const { subLipschitz, layers, margins } = await settledEstimates(net, options);
  const frozen = net.frozen === undefined ? null : frozenView(net.frozen, subLipschitz);
  tell({
    type: "estimates",
    subLipschitz,
    layers,
    margins: marginMatrix(
      margins.map((norm) => norm * subLipschitz),
      network.classes,
    ),
    frozen,
  });
}

function frozenView(frozen: number, estimate: number): Estimates["frozen"] {
  const check = checkFrozen(frozen, estimate);
  return { verdict: check.verdict, text: verdictText(check) };
}

function tellBounds(net: ReadNet, network: Network, tell: Tell): void {
  const { beforeHead, head } = certifiedLayers(network, net.weights);
  const { layers, subLipschitz } = networkBounds(beforeHead, (layer) => {
    tell({ type: "activity", text: `Bounding layer ${layer}` });
  });
  tell({ type: "activity", text: "Bounding the layers from below" });
  const tightness = layerTightness(beforeHead, layers);
  tell({
    type: "bounds",
    subLipschitz,
    layers: layers.map(({ name, bound, method }, index) => ({
      name,
      bound,
      atLeast: tightness[index]?.atLeast ?? null,
      method,
    })),
    margins: marginMatrix(marginConstants(head, subLipschitz).values, network.classes),
  });
}

async function unlessLacking(
  what: "estimates" | "bounds",
  tell: Tell,
  find: () => Promise<void> | void,
): Promise<void> {
  try {
    await find();
  } catch (error) {
    if (!(error instanceof GloroError)) throw error;
    tell({ type: "lacking", what, message: error.message });
  }
}
