import * as z from "zod";
import { mustBe } from "../mustBe.js";

const fractionPattern = /^\s*(\d+(?:\.\d+)?)\s*\/\s*(\d+(?:\.\d+)?)\s*$/;
const aRadius = mustBe("a positive number or a fraction such as 36/255");
const aCount = mustBe("a whole number from 1 on");
const aPositive = mustBe("a positive number");
const aNumberFromZero = mustBe("a number from 0");
const aShare = mustBe("a number above 0, up to 1");
const aDecay = mustBe("a number from 0, below 1");

/** An L2 radius: a positive number, or a fraction such as `"36/255"`, which becomes a number. */
export const radius = z
  .union(
    [
      z.number(aRadius).positive(aRadius),
      z
        .string(aRadius)
        .regex(fractionPattern, { ...aRadius, abort: true })
        .refine(isPositiveFraction, aRadius),
    ],
    aRadius,
  )
  .transform((value) => (typeof value === "number" ? value : fraction(value)));

/** A whole number from 1 on. */
export const count = z.int(aCount).min(1, aCount);

/** A number above 0. */
export const positive = z.number(aPositive).positive(aPositive);

/** A number from 0. */
export const fromZero = z.number(aNumberFromZero).min(0, aNumberFromZero);

/** A part of a whole: a number in (0, 1]. */
export const share = z.number(aShare).positive(aShare).max(1, aShare);

/** How much of a running mean is kept a step: a number in [0, 1). */
export const decay = z.number(aDecay).min(0, aDecay).lt(1, aDecay);

function fraction(text: string): number {
  const [, numerator, denominator] = fractionPattern.exec(text) ?? [];
  return Number(numerator) / Number(denominator);
}

function isPositiveFraction(text: string): boolean {
  const value = fraction(text);
  return value > 0 && Number.isFinite(value);
}
