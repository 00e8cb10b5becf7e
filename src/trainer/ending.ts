/** How a trainer ended, as the process that started it sees it. */
export type Ending =
  /** Every epoch is done. */
  | { readonly kind: "finished" }
  /** It was asked to, and saved a checkpoint from which training can go on. */
  | { readonly kind: "stopped" }
  /** It was ended from outside; training can go on from the last checkpoint. */
  | { readonly kind: "killed"; readonly signal: NodeJS.Signals }
  /** `defect` where the program is at fault, not something that the user can mend. */
  | { readonly kind: "failed"; readonly message: string; readonly defect: boolean }
  /** A detached trainer that its starter let go: it trains on. */
  | { readonly kind: "released" };
