import { GloroNet } from "../../src/model/gloroNet.js";
import type { GloroNetOptions } from "../../src/model/gloroNetOptions.js";
import { randomValues } from "../gloro/random.js";

/** A tiny separable problem: three clouds of points in the plane, in turn. */
export function blobs(count: number): { x: number[][]; y: number[] } {
  const noise = randomValues(2 * count, 5);
  const centres = [
    [0, 0],
    [2, 0],
    [0, 2],
  ];
  return {
    x: Array.from({ length: count }, (_, i) =>
      centres[i % 3]!.map((centre, axis) => centre + 0.15 * noise[2 * i + axis]!),
    ),
    y: Array.from({ length: count }, (_, i) => i % 3),
  };
}

/** A net for it. */
export function blobNet(options: Partial<GloroNetOptions> = {}): Promise<GloroNet> {
  return GloroNet.create({
    inputShape: [2],
    layers: [{ kind: "dense", units: 8 }, "minMax", { kind: "dense", units: 3 }],
    epsilon: 0.2,
    ...options,
  });
}
