import * as z from "zod";

/** The end of a certificate's file name. */
export const certificateEnding = ".gloro-certificate.json";

// JSON has no infinities and no NaN: a radius without an end, a logit that overflowed.
const notFinite = { Infinity, "-Infinity": -Infinity, NaN } as const;
const anyNumber = z.union([
  z.number(),
  z.enum(["Infinity", "-Infinity", "NaN"]).transform((word) => notFinite[word]),
]);

/** A SHA-256 in hexadecimal digits. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().nonnegative();
const pair = z.tuple([count, count]).readonly();

const twist = z.number().refine((value): boolean => value === 0 || value === 0.5);

const proof = z.discriminatedUnion("method", [
  z.strictObject({ method: z.literal("gram"), parameters: z.strictObject({ rounds: count }) }),
  z.strictObject({
    method: z.literal("explicit"),
    parameters: z.strictObject({ side: z.enum(["inputs", "outputs"]), sigma: z.number() }),
  }),
  z.strictObject({
    method: z.literal("torus"),
    parameters: z.strictObject({
      sides: pair,
      twists: z.tuple([twist, twist]).readonly(),
      sigma: z.number(),
    }),
  }),
  z.strictObject({ method: z.literal("constant"), parameters: z.strictObject({}) }),
]);

const layer = z.strictObject({
  name: z.string(),
  kind: z.string(),
  /** At least its Lipschitz constant. */
  bound: z.number().nonnegative(),
  proof,
  rounding: z.strictObject({
    magnitude: z.number().nonnegative(),
    offset: z.number().nonnegative(),
    additions: count,
    roundings: count,
  }),
});

const input = z.strictObject({
  logits: z.array(anyNumber),
  /** −1 where a logit is not finite. */
  prediction: z.int().min(-1),
  label: z.int(),
  /** One; of a relaxed net one for each k, −1 where its classes may not be guaranteed. */
  radii: z.array(anyNumber),
  lookedCloser: z.literal(true).optional(),
});

/** What a certificate file holds, less its seal (docs/soundness.md). */
export const certificateSchema = z.strictObject({
  format: z.literal("gloro-certificate"),
  version: z.literal(1),
  model: z.strictObject({ name: z.string(), sha256 }),
  data: z.strictObject({ name: z.string(), sha256, examples: count }),
  /** Absent where the claim is for sums in any order. */
  sums: z.literal("inBlocks").optional(),
  /** The first is the ε of rejections and guarantees. */
  epsilons: z.array(z.number().nonnegative()).min(1),
  assumptions: z.array(z.string()),
  /** The layers before the head that join nothing. */
  layers: z.array(layer),
  subLipschitz: z.number().nonnegative(),
  /** `classes × classes`, −1 on the diagonal. */
  lipschitzConstants: z.array(z.array(z.number().min(-1))),
  inputs: z.array(input).min(1),
  /** How many inputs. */
  summary: z.strictObject({
    correct: count,
    rejected: count,
    /** For each ε. */
    robust: z.array(count),
    /** Of a relaxed net, by the loosest guarantee k. */
    guaranteed: z.array(count).optional(),
  }),
});

/** A certificate as a program gets it. */
export type CertificateContent = z.output<typeof certificateSchema>;
/** What is certified of a layer before the head. */
export type CertificateLayer = CertificateContent["layers"][number];
/** What is certified of one input. */
export type CertificateInput = CertificateContent["inputs"][number];
