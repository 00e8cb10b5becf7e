import * as z from "zod";
import { mustBe } from "../mustBe.js";
import { fromZero, positive } from "./numbers.js";
import { strictObject } from "./strictObject.js";
import { text } from "./text.js";

/** A loss: a text, or an object with that text as its name and the options of that loss. */
export const lossSchema = z
  .union(
    [
      text("the name of a loss"),
      strictObject({
        name: text("the name of a loss").describe("The loss, as the text would have it."),
        lambda: fromZero.exactOptional().describe("Base λ of a TRADES loss. Default: 1."),
        temperature: positive
          .exactOptional()
          .describe("Divides the logits of crossentropy (default: 1) and la (0.75)."),
        offset: fromZero.exactOptional().describe("Taken off the label's logit in la. Default: 2."),
        gamma: fromZero
          .exactOptional()
          .describe("Exponent of 1 − p in la: fades out safe examples. Default: 5."),
      }),
    ],
    mustBe("the name of a loss, or an object with name"),
  )
  .meta({
    description: "The training loss; a number after the dot is the base λ of TRADES.",
    examples: [
      "crossentropy",
      "sparse_trades_kl.1.5",
      "emma",
      { name: "crossentropy", temperature: 2 },
    ],
  });
