import { buildNetwork } from "../../gloro/network.js";
import type { Network } from "../../gloro/network.js";
import type { Layer } from "../../gloro/layers/layer.js";
import type { Relaxation } from "../../gloro/relaxations/index.js";
import { readersOf } from "./pythonReleases.js";
import type { Saved } from "./pythonReleases.js";
import type { ReadNet } from "./savedNet.js";

/** A layer of a net in a file. */
export interface DescribedLayer {
  readonly name: string;
  readonly kind: string;
  readonly outputShape: readonly number[];
  readonly parameters: number;
}

/** What a net in a file says without any computation. */
export interface NetDescription {
  readonly file: string;
  readonly writtenBy: string;
  /** Absent in a file of plain Keras. */
  readonly epsilon?: number;
  readonly relaxation?: Relaxation;
  readonly inputShape: readonly number[];
  readonly classes: number;
  readonly parameters: number;
  readonly layers: readonly DescribedLayer[];
  /** The releases of the Python library that can hold the net. */
  readonly python: Saved;
}

/** Describes a net from a file. */
export function describeNet(
  file: string,
  net: ReadNet,
  network: Network = buildNetwork(net),
): NetDescription {
  const { epsilon, relaxation, writtenBy } = net;
  const layers = network.layers.map((layer) => ({
    name: layer.name,
    kind: layer.config.kind,
    outputShape: layer.outputShape,
    parameters: parametersOf(layer),
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
    python: readersOf(network, net),
  };
}

function parametersOf({ weights }: Layer): number {
  return sum(weights.map(({ shape }) => shape.reduce((product, size) => product * size, 1)));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
