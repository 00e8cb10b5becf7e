import type { Split } from "../data/dataSet.js";
import { GloroError } from "../gloro/errors.js";
import { nonNegative, parseCompilation, prepare } from "./compilation.js";
import type { Compilation, CompileOptions } from "./compilation.js";
import { evaluateSplit } from "./evaluateSplit.js";
import { fit } from "./fit.js";
import type { History } from "./fit.js";
import { fitSetting, readSplit } from "./fitOptions.js";
import type { FitOptions } from "./fitOptions.js";
import type { GloroNet } from "./gloroNet.js";
import type { NetworkOnEngine } from "./networkOnEngine.js";
import type { PredictionOptions } from "./predictRows.js";
import type { LabelledInputs, TrainingData } from "./trainingSource.js";

export interface EvaluateOptions extends PredictionOptions {
  /** Whether the iterates are settled first; default true. */
  readonly updateIterates?: boolean;
}

/** How a net was compiled, and its training and measuring by that; see `GloroNet`. */
export class Training {
  private compilation: Compilation | undefined;
  private isRunning = false;

  constructor(private readonly onEngine: NetworkOnEngine) {}

  get loss(): Compilation["loss"] | undefined {
    return this.compilation?.loss;
  }

  get lambda(): number {
    return this.compiled().lambda;
  }

  set lambda(lambda: number) {
    this.compiled().lambda = nonNegative(lambda, "lambda");
  }

  get learningRate(): number {
    return this.compiled().learningRate;
  }

  set learningRate(learningRate: number) {
    this.compiled().learningRate = nonNegative(learningRate, "learningRate");
  }

  compile(options: CompileOptions): void {
    this.checkIdle("compile it");
    this.compilation = parseCompilation(options);
  }

  /** Throws GloroError while the net is trained: it is no time to do `what`. */
  checkIdle(what: string): void {
    if (this.isRunning) throw new GloroError(`The net is being trained; ${what} afterwards.`);
  }

  async fit(
    net: GloroNet,
    data: TrainingData | LabelledInputs,
    options: FitOptions,
  ): Promise<History> {
    const { onEngine } = this;
    const compilation = this.compiled();
    onEngine.checkNotFrozen("train it");
    if (this.isRunning) throw new GloroError("The net is being trained already; await that first.");
    this.isRunning = true;
    try {
      const setting = await fitSetting(data, options, onEngine.network);
      return await fit({ ...setting, net, onEngine, compilation });
    } finally {
      this.isRunning = false;
    }
  }

  async evaluate(
    data: LabelledInputs | Split,
    epsilon: number,
    { batchSize, updateIterates = true }: EvaluateOptions,
  ): Promise<Record<string, number>> {
    const { onEngine, lambda } = this;
    const compilation = this.compiled();
    const split = await readSplit(data, onEngine.network);
    await prepare(compilation, onEngine);
    if (updateIterates) await onEngine.settle();
    return evaluateSplit(split, { onEngine, compilation, batchSize, epsilon, lambda });
  }

  private compiled(): Compilation {
    if (this.compilation) return this.compilation;
    throw new GloroError(
      `Compile the net first, for example net.compile({ loss: "sparse_crossentropy" }).`,
    );
  }
}
