import * as z from "zod";
import { mustBe } from "../mustBe.js";

/** A text that is not empty; `what` says what it stands for. */
export function text(what: string) {
  return z.string(mustBe(what)).min(1, mustBe(what));
}
