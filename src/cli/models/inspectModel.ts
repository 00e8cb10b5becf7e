import { buildNetwork } from "../../gloro/network.js";
import type { Layer } from "../../gloro/layers/layer.js";
import type { Relaxation } from "../../gloro/relaxations/index.js";
import { readersOf } from "../../model/files/pythonReleases.js";
import type { Saved } from "../../model/files/pythonReleases.js";
import type { ReadNet } from "../../model/files/savedNet.js";
import { checkFrozen } from "./frozenCheck.js";
import type { FrozenCheck } from "./frozenCheck.js";
import { settledEstimates } from "./settledEstimates.js";

/** A layer of a net in a file. */
export interface InspectedLayer {
  readonly name: string;
  readonly kind: string;
  readonly outputShape: readonly number[];
  readonly parameters: number;
  /** Its estimate; absent of the head, and where branches meet. */
  readonly lipschitz?: number;
}

/** What `gloro inspect` tells of a file. */
export interface Inspection {
  readonly file: string;
  readonly writtenBy: string;
  /** Absent in a file of plain Keras. */
  readonly epsilon?: number;
  readonly relaxation?: Relaxation;
  readonly inputShape: readonly number[];
  readonly classes: number;
  readonly parameters: number;
  readonly layers: readonly InspectedLayer[];
  /** The head's margins have constants of their own: this is the largest. */
  readonly head: { readonly layer: string; readonly largestMarginConstant: number };
  /** The settled estimate of all before the head. */
  readonly subLipschitz: number;
  readonly frozen?: FrozenCheck;
  /** The releases of the Python library that can hold the net. */
  readonly python: Saved;
}

/**
 * Ten times what freezing takes, and a tenth of what a frozen constant is told apart by: wide dense layers settle
 * in a fraction of the rounds.
 */
const inspectionTolerance = 1e-5;

/** Describes a net from a file, its iterates settled. Throws DivergedError. */
export async function inspectModel(file: string, net: ReadNet): Promise<Inspection> {
  const { epsilon, relaxation, frozen, writtenBy } = net;
  const network = buildNetwork(net);
  const {
    subLipschitz,
    layers: estimates,
    head,
  } = await settledEstimates(net, {
    tolerance: inspectionTolerance,
  });
  const layers = network.layers.map((layer) => ({
    name: layer.name,
    kind: layer.config.kind,
    outputShape: layer.outputShape,
    parameters: parametersOf(layer),
    ...(layer.role === "map" &&
      layer.name !== network.head.layer && { lipschitz: estimates[layer.name] ?? 1 }),
  }));
  return {
    file,
    writtenBy,
    ...(epsilon !== undefined && { epsilon }),
    ...(relaxation && { relaxation }),
    inputShape: network.inputShape,
    classes: network.classes,
    parameters: sum(layers.map(({ parameters }) => parameters)),
    layers,
    head: { layer: network.head.layer, largestMarginConstant: head },
    subLipschitz,
    ...(frozen !== undefined && { frozen: checkFrozen(frozen, subLipschitz) }),
    python: readersOf(network, net),
  };
}

function parametersOf({ weights }: Layer): number {
  return sum(weights.map(({ shape }) => shape.reduce((product, size) => product * size, 1)));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
