import * as z from "zod";
import { mustBe, mustHaveOneOf } from "../mustBe.js";
import { count } from "./numbers.js";
import { strictObject } from "./strictObject.js";
import { text } from "./text.js";

const someSets = mustBe('lists of classes such as [[0, 2], [1]], or a text such as "[0,2][1]"');
const aClass = z.int(mustBe("a class, a whole number from 0 on"));

const rtkSchema = strictObject({
  kind: z.literal("rtk"),
  k: count.describe("The most classes that may be guaranteed together; fewer than there are."),
});

const affinitySchema = strictObject({
  kind: z.literal("affinity"),
  sets: z
    .union([text("affinity sets"), z.array(z.array(aClass, someSets), someSets)], someSets)
    .describe("Sets of classes that may be taken for one another."),
});

const kinds = ["rtk", "affinity"] as const;

/** What counts as robust beyond a single class. */
export const relaxationSchema = z
  .discriminatedUnion("kind", [rtkSchema, affinitySchema], mustHaveOneOf("kind", kinds))
  .meta({
    description: "Relaxes robustness: to the top k classes, or to sets of classes.",
    examples: [
      { kind: "rtk", k: 3 },
      { kind: "affinity", sets: [[0, 2], [1]] },
    ],
  });
