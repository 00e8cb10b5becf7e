import { attackClaims } from "./attackClaims.js";
import type { AttackedClaim, AttackSetting } from "./attackClaims.js";
import { shortest } from "./shortest.js";

/** How many radii are tried at once: the rows of every batch. */
export const radiiAtOnce = 8;

/** A search that begins closer tells nothing that people could see. */
const leastRadius = 0.01;

/** One input, and how far around it is searched. */
export interface SearchedInput {
  /** `inputShape`. */
  readonly image: Float32Array;
  /** `classes`, as `judge` gives them. */
  readonly logits: Float32Array;
  /** The classes that are to stay those with the largest logits. */
  readonly top: readonly number[];
  /** Nothing is found closer: such as the certified radius. */
  readonly beyond: number;
  /** The largest radius that is tried. */
  readonly farthest: number;
  /** The place of the input in its split: random starts depend on it. */
  readonly place: number;
}

/**
 * Searches for the nearest input that is answered otherwise: attacks at radii that grow by a constant factor,
 * then evenly between the last that held and the distance that was found, and goes back along each way.
 *
 * @param setting with {@link radiiAtOnce} rows
 * @returns nothing where no attack up to `farthest` succeeds: which proves nothing
 */
export async function nearestBreak(
  input: SearchedInput,
  setting: AttackSetting,
): Promise<AttackedClaim | undefined> {
  const { beyond, farthest } = input;
  const radii = growing(Math.min(Math.max(beyond, leastRadius), farthest / 2), farthest);
  const far = await breakWithin(radii, input, setting);
  if (!far) return undefined;
  const held = radii.findLast((radius) => radius < far.distance) ?? beyond;
  const near = await breakWithin(evenly(held, far.distance), input, setting);
  return near && near.distance < far.distance ? near : far;
}

/** The nearest input that an attack within any of the radii comes by. */
async function breakWithin(
  radii: readonly number[],
  { image, logits, top, place }: SearchedInput,
  setting: AttackSetting,
): Promise<AttackedClaim | undefined> {
  const inputs = {
    images: repeated(image, radii.length),
    logits: repeated(logits, radii.length),
    claims: radii.map((radius) => ({ top, radius })),
    first: place * radii.length,
  };
  const { claims } = await attackClaims(inputs, setting);
  return (await shortest(inputs, claims, setting))
    .filter(({ isBroken }) => isBroken)
    .reduce<AttackedClaim | undefined>(
      (nearest, each) => (nearest && nearest.distance <= each.distance ? nearest : each),
      undefined,
    );
}

/** From `first` to `last`, each larger than the one before by the same factor. */
function growing(first: number, last: number): number[] {
  const factor = (last / first) ** (1 / (radiiAtOnce - 1));
  return Array.from({ length: radiiAtOnce }, (_, step) => first * factor ** step);
}

/** Up to `last`, and without `above`. */
function evenly(above: number, last: number): number[] {
  const step = (last - above) / radiiAtOnce;
  return Array.from({ length: radiiAtOnce }, (_, index) => above + step * (index + 1));
}

function repeated(values: Float32Array, times: number): Float32Array {
  const all = new Float32Array(values.length * times);
  for (let copy = 0; copy < times; copy++) all.set(values, copy * values.length);
  return all;
}
