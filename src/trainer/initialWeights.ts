import { GloroError } from "../gloro/errors.js";
import { buildNetwork } from "../gloro/network.js";
import type { Network } from "../gloro/network.js";
import type { HostTensor, HostTensors } from "../gloro/program.js";
import { readSavedNet } from "../model/files/readSavedNet.js";

/**
 * The weights of a model file for a network of the same layers, whatever these are called there.
 *
 * @throws GloronetError for a file that is not understood; GloroError for a frozen net, or one whose
 *   weights have other shapes
 */
export async function initialWeights(path: string, { parameters }: Network): Promise<HostTensors> {
  const { frozen, weights, ...config } = await readSavedNet(path);
  if (frozen !== undefined) {
    throw new GloroError(
      `${path} is frozen, and a frozen net cannot be trained. Unfreeze it: gloro unfreeze ${path}`,
    );
  }
  const theirs = Object.keys(buildNetwork(config).parameters);
  const ours = Object.entries(parameters);
  const taken = ours.map(([name, { shape }], index): [string, HostTensor | undefined] => {
    const tensor = weights[theirs[index] ?? ""];
    return [name, tensor?.shape.join() === shape.join() ? tensor : undefined];
  });
  const bad = taken.find(([, tensor]) => !tensor)?.[0];
  if (bad !== undefined || theirs.length !== ours.length) {
    throw new GloroError(
      `${path} holds another network than the config: ${bad === undefined ? "it has more weights" : `its weights do not fit "${bad}"`}. ` +
        `Describe its layers in the config (gloro inspect ${path}).`,
    );
  }
  return Object.fromEntries(taken) as HostTensors;
}
