import * as z from "zod";

/** Why a run that left the choice to the program, by `engine: "auto"`, is trained on its engine. */
export const choiceReasons = [
  /** It took the shortest time a step. */
  "fastest",
  /** It did when such a step was measured before, on this machine. */
  "remembered",
  /** The run is too short for measuring others to pay off. */
  "shortRun",
  /** No other engine is there that may be chosen. */
  "onlyOne",
  /** The memory has no room to try another beside it. */
  "noRoom",
] as const;

/** An engine that was measured: a step's time, or why there is none. */
export const measuredEngineSchema = z.object({
  engine: z.string(),
  msPerStep: z.number().optional(),
  why: z.string().optional(),
});

/** The engine that a run is trained on, and where it was chosen, why. */
export const engineChoiceSchema = z.object({
  name: z.string(),
  reason: z.enum(choiceReasons).optional(),
  measured: z.array(measuredEngineSchema).optional(),
});

export type ChoiceReason = (typeof choiceReasons)[number];
export type MeasuredEngine = z.output<typeof measuredEngineSchema>;
export type EngineChoice = z.output<typeof engineChoiceSchema>;
