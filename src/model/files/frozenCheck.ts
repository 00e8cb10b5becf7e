/** How a frozen constant stands to what the weights give. */
export interface FrozenCheck {
  readonly subLipschitz: number;
  /** Of the constant to the estimate: negative where the constant lies below. */
  readonly relativeDifference: number;
  readonly verdict: "matches" | "below" | "above";
}

/** Two settled power methods differ by less. */
const belowFrom = 1e-4;
/** A constant that is too large certifies less, but nothing wrong: only what matters is told. */
const aboveFrom = 1e-2;

/** Compares a frozen L_sub with the settled estimate of the same weights. */
export function checkFrozen(frozen: number, estimate: number): FrozenCheck {
  const relativeDifference = (frozen - estimate) / estimate;
  const verdict =
    relativeDifference < -belowFrom
      ? "below"
      : relativeDifference > aboveFrom
        ? "above"
        : "matches";
  return { subLipschitz: frozen, relativeDifference, verdict };
}

const shareDigits = 2;

/** What a check found, in a sentence or two. */
export function verdictText({ verdict, relativeDifference }: FrozenCheck): string {
  const share = `${Number(Math.abs(relativeDifference * 100).toPrecision(shareDigits))}%`;
  switch (verdict) {
    case "matches":
      return "The frozen constant is what the weights give.";
    case "below":
      return `The frozen constant is ${share} below what the weights give: it certifies more than holds. Freeze the net again.`;
    case "above":
      return `The frozen constant is ${share} above what the weights give: it certifies less than it could.`;
  }
}
