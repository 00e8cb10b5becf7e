import { GloroError, UnknownWordError } from "../../gloro/errors.js";
import type { AugmentationStep } from "./augmentationStep.js";

/** Random changes of training images, applied in order. It is plain data: threads can be sent it. */
export interface Augmentation {
  /** As written in the config. */
  readonly name: string;
  readonly steps: readonly AugmentationStep[];
}

/** The augmentations of the Python tools by their names there, and `crop_flip` of LiResNet. */
export type AugmentationName =
  "none" | "standard" | "no_flip" | "all" | "rs" | "rs_no_flip" | "crop_flip";

const flip: AugmentationStep = { kind: "flip" };
const usualSigma = 0.125;

const named: {
  readonly [K in AugmentationName]: (sigma: number) => readonly AugmentationStep[];
} = {
  none: () => [],
  standard: () => [flip, { kind: "zoom", amount: 0.25 }],
  no_flip: () => [{ kind: "zoom", amount: 0.25 }],
  all: () => [
    flip,
    { kind: "saturation", lower: 0.5, upper: 1.2 },
    { kind: "contrast", lower: 0.8, upper: 1.2 },
    { kind: "zoom", amount: 0.1 },
  ],
  // The Python tools' `rs` zooms too: it leaves their default of 0.1 as it is.
  rs: (sigma) => [flip, { kind: "zoom", amount: 0.1 }, { kind: "noise", sigma }],
  rs_no_flip: (sigma) => [
    { kind: "zoom", amount: 0.1 },
    { kind: "noise", sigma },
  ],
  crop_flip: () => [{ kind: "padCrop", padding: 4 }, flip],
};

const names = Object.keys(named);
const withSigma: ReadonlySet<string> = new Set<AugmentationName>(["rs", "rs_no_flip"]);

/**
 * Reads an augmentation's name: `none`, `standard`, `no_flip`, `all`, `crop_flip`, or `rs` and
 * `rs_no_flip`, which take the noise's standard deviation after a dot (`rs.0.25`; 0.125 without).
 *
 * @throws UnknownWordError for another word
 * @throws GloroError for a standard deviation that is not a positive number
 */
export function parseAugmentation(text: string): Augmentation {
  const dot = text.indexOf(".");
  const word = dot < 0 ? text : text.slice(0, dot);
  if (!isName(word) || (dot >= 0 && !withSigma.has(word))) {
    throw new UnknownWordError("augmentation", text, names);
  }
  const sigma = dot < 0 ? usualSigma : Number(text.slice(dot + 1));
  if (!(sigma > 0 && sigma < Infinity) || text.endsWith(".")) {
    throw new GloroError(
      `The augmentation "${text}" needs a positive standard deviation after the dot: ${word}.0.125.`,
    );
  }
  return { name: text, steps: named[word](sigma) };
}

function isName(word: string): word is AugmentationName {
  return Object.hasOwn(named, word);
}
