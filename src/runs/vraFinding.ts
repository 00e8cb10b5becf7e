/** What in a run's own numbers keeps its VRA low, with the numbers that show it. Shares are in [0, 1]. */
interface FindingNumbers {
  /** Training left the numbers. */
  notFinite: { readonly epoch: number };
  /** The network has unlearnt what it could. */
  collapsed: {
    readonly epoch: number;
    readonly cleanAccuracy: number;
    readonly best: number;
    readonly bestEpoch: number;
    readonly learningRate: number;
  };
  /** Trained so far for a smaller radius than the one that is asked for. */
  radiusNotReached: {
    readonly epsilon: number;
    readonly trained: number;
    readonly epoch: number;
    readonly epochs: number;
    /** The first epoch whose ε is large enough; none where the schedule never gets there. */
    readonly reachedAt?: number;
  };
  /** Right answers whose margins are too small. */
  smallMargins: {
    readonly epsilon: number;
    readonly cleanAccuracy: number;
    readonly vra: number;
    readonly rejectionRate: number;
    /** Half of the right answers are certified within it. */
    readonly medianRadius: number;
    readonly trainingEpsilon: number;
    /** Of a TRADES loss. */
    readonly lambda?: number;
  };
  /** Most of what is missing is wrong answers. */
  wrongAnswers: { readonly cleanAccuracy: number; readonly vra: number };
  /** Better on what it was trained with than on the test split. */
  overfitted: {
    readonly measure: "cleanAccuracy" | "vra";
    readonly train: number;
    readonly test: number;
    readonly augmentation: string;
  };
  /** The end came too soon. */
  stillRising: {
    readonly vra: number;
    readonly before: number;
    readonly sinceEpoch: number;
    readonly epochs: number;
  };
  /** One layer makes up most of the product. */
  dominantLayer: {
    readonly layer: string;
    readonly constant: number;
    /** Geometric mean of the other layers' constants. */
    readonly others: number;
    readonly product: number;
  };
  /** While training, the bound is taken too low: the network settles on margins that do not count. */
  laggingEstimates: {
    readonly trained: number;
    readonly settled: number;
    readonly powerIterations: number;
  };
  /** The bound is far above what the network does anywhere an attack came by. */
  looseBound: { readonly bound: number; readonly atLeast: number };
}

export type VraFindingKind = keyof FindingNumbers;

/** One thing that keeps a run's VRA low. */
export type VraFinding = {
  readonly [K in VraFindingKind]: { readonly kind: K } & FindingNumbers[K];
}[VraFindingKind];
