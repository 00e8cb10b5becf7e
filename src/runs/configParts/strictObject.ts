import * as z from "zod";
import { mustHaveKeys } from "../mustBe.js";

/** An object that refuses keys it does not know, naming those it does. */
export function strictObject<S extends z.ZodRawShape>(shape: S) {
  return z.strictObject(shape, mustHaveKeys(Object.keys(shape)));
}
