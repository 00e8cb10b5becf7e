import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import { buildNetwork } from "../../gloro/network.js";
import { largestK } from "../../gloro/relaxations/index.js";
import { describeNet } from "../../model/files/describeNet.js";
import { readSavedNet } from "../../model/files/readSavedNet.js";
import type { ModelView } from "../models/messages.js";
import { readRunRecord } from "../runs/readRunRecord.js";

/**
 * What a model file holds, without anything that has to be computed.
 *
 * @throws GloronetError for a file that is broken, ill-meant or not understood
 */
export async function describeModel(file: string): Promise<ModelView> {
  const net = await readSavedNet(file);
  const network = buildNetwork(net);
  const { epsilon, relaxation, ...described } = describeNet(file, net, network);
  const record = readRunRecord(dirname(file));
  return {
    ...described,
    bytes: (await stat(file)).size,
    epsilon: epsilon ?? null,
    relaxation: relaxation
      ? {
          k: largestK(relaxation),
          affinitySets: relaxation.kind === "affinity" ? relaxation.sets.length : 0,
        }
      : null,
    frozen: net.frozen ?? null,
    members: Object.keys(net.extra ?? {}),
    run:
      record?.kind === "run"
        ? { folder: record.folder, name: record.name, best: record.state.best ?? null }
        : null,
  };
}
