import { rootsOfUnity, type Complex } from "./rootsOfUnity.js";

/** Half a step or none by which the frequencies of an axis are moved. */
export type Twist = 0 | 0.5;

/** The frequencies of a torus: `2π·(j + twist) / side` for j below side, on each axis. */
export interface Torus {
  readonly sides: readonly [vertical: number, horizontal: number];
  readonly twists: readonly [vertical: Twist, horizontal: Twist];
}

/** The index j on each axis. */
export type Frequency = readonly [vertical: number, horizontal: number];

/** The frequencies but for mirror images: the weights are real, so mirrored blocks are conjugate. */
export function halfOfFrequencies({ sides, twists }: Torus): Frequency[] {
  const half: Frequency[] = [];
  const mirrored = (axis: 0 | 1, j: number) =>
    twists[axis] === 0 ? (sides[axis] - j) % sides[axis] : sides[axis] - 1 - j;
  for (let v = 0; v < sides[0]; v++) {
    for (let h = 0; h < sides[1]; h++) {
      if (v < mirrored(0, v) || (v === mirrored(0, v) && h <= mirrored(1, h))) half.push([v, h]);
    }
  }
  return half;
}

/** Gives `e^(iθ·d)` for the frequency θ and each distance d; each part is off by `4·rootError` at most. */
export function turnsOnTorus(
  { sides, twists }: Torus,
  distances: readonly (readonly [vertical: number, horizontal: number])[],
): (frequency: Frequency) => Complex[] {
  // Twice as many roots as frequencies, so that half steps are roots too.
  const roots = [rootsOfUnity(2 * sides[0]), rootsOfUnity(2 * sides[1])] as const;
  const turn = (axis: 0 | 1, frequency: Frequency, distance: number): Complex => {
    const count = roots[axis].length;
    const steps = (2 * (frequency[axis] + twists[axis]) * distance) % count;
    const root = roots[axis][(steps + count) % count];
    if (!root) throw new RangeError(`No root of unity for frequency ${frequency.join(", ")}.`);
    return root;
  };
  return (frequency) =>
    distances.map(([v, h]) => multiply(turn(0, frequency, v), turn(1, frequency, h)));
}

function multiply(a: Complex, b: Complex): Complex {
  return {
    real: a.real * b.real - a.imaginary * b.imaginary,
    imaginary: a.real * b.imaginary + a.imaginary * b.real,
  };
}
