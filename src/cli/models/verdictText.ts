import type { FrozenCheck } from "../../model/files/frozenCheck.js";
import { significant } from "../drawing/numbers.js";

/** What a check found, in a line for people. */
export function verdictText({ verdict, relativeDifference }: FrozenCheck): string {
  const share = `${significant(Math.abs(relativeDifference) * 100, 2)}%`;
  switch (verdict) {
    case "matches":
      return "The frozen constant is what the weights give.";
    case "below":
      return `The frozen constant is ${share} below what the weights give: it certifies more than holds. Freeze the net again.`;
    case "above":
      return `The frozen constant is ${share} above what the weights give: it certifies less than it could.`;
  }
}
