declare const side: unique symbol;

/**
 * A number that the power method gives for a norm. It lies below the truth, however long the method
 * ran: good for training and for watching it, never for a certificate.
 */
export type Estimate = number & { readonly [side]: "estimate" };

/** Marks a number as what the power method gave. */
export function estimate(value: number): Estimate {
  return value as Estimate;
}
