import type { LayersModel } from "@tensorflow/tfjs-layers";
import type { Split } from "../data/dataSet.js";
import { entry } from "../gloro/entry.js";
import { convertLayersModel } from "../gloro/keras/index.js";
import { estimate } from "../gloro/lipschitz/index.js";
import type { Estimate } from "../gloro/lipschitz/index.js";
import type { Loss } from "../gloro/losses/index.js";
import type { Network } from "../gloro/network.js";
import type { HostTensor, HostTensors } from "../gloro/program.js";
import { attackNet } from "./attack/attackNet.js";
import type { Attacked, NetAttackOptions } from "./attack/attackNet.js";
import { certify, lipschitzOf, logitsOf } from "./certification.js";
import type { CompileOptions } from "./compilation.js";
import type { History } from "./fit.js";
import type { FitOptions } from "./fitOptions.js";
import { frozenConstant } from "./frozenConstant.js";
import { loadNetwork, positiveEpsilon } from "./gloroNetOptions.js";
import type { GloroNetOptions, LayersModelOptions } from "./gloroNetOptions.js";
import type { InputNumbers } from "./inputNumbers.js";
import { labelledArguments } from "./labelledArguments.js";
import { lipschitzByLayer } from "./lipschitzByLayer.js";
import type { NetworkOnEngine } from "./networkOnEngine.js";
import type { PredictionOptions } from "./predictRows.js";
import { outputScalar, outputValues } from "./programOutputs.js";
import { Training } from "./training.js";
import type { EvaluateOptions } from "./training.js";
import type { TrainingData } from "./trainingSource.js";
import { checkWeights } from "./weights.js";

/** When the iterates count as settled. */
export interface RefreshOptions {
  /** The largest relative change of a layer's estimate from one round to the next. */
  readonly tolerance?: number;
}

/** Which constant is frozen. */
export interface FreezeOptions extends RefreshOptions {
  /** The L_sub to keep, in place of the one that the weights give; default: that one. */
  readonly subLipschitz?: number;
}

/** Tighter than between epochs: it is done once, and every later certificate rests on it. */
const freezingTolerance = 1e-6;

/**
 * A network that certifies its predictions (Leino et al. 2021, arXiv 2102.08452), after the Python
 * library's class of that name. It runs on an engine and holds memory there until `dispose()`.
 *
 * Inputs x are `[N, ...inputShape]` as nested arrays, as `{ shape, data }` or as a TF.js tensor, which
 * stays the caller's. Results lie in plain memory. Whatever needs the Lipschitz constant settles the
 * power method's iterates first if the weights have changed. Its estimates lie slightly below the
 * truth: for proven bounds, certify a run with `gloro certify`.
 *
 * Every method throws GloroError after `dispose()`, and ShapeError for inputs of another shape.
 */
export class GloroNet {
  private radius: number;
  private readonly training: Training;

  protected constructor(
    protected readonly onEngine: NetworkOnEngine,
    epsilon: number,
  ) {
    this.training = new Training(onEngine);
    this.radius = positiveEpsilon(epsilon);
  }

  /**
   * Makes a net. Throws as `buildNetwork` for layers that make no network, UnknownWordError and
   * ShapeError for weights that are not its own, GloroError for an ε that is not a positive number.
   */
  static async create(options: GloroNetOptions): Promise<GloroNet> {
    return new GloroNet(await loadNetwork(options), options.epsilon);
  }

  /**
   * Makes a net of a TF.js layers model that ends in logits, with its weights. The model stays the
   * caller's. Throws NoBoundError for a layer that nobody has bounded, GloroError for a softmax.
   */
  static async fromLayersModel(model: LayersModel, options: LayersModelOptions): Promise<GloroNet> {
    return GloroNet.create({ ...(await convertLayersModel(model)), ...options });
  }

  /** The layers, with every shape. */
  get network(): Network {
    return this.onEngine.network;
  }

  /** m; ⊥ is not among them. */
  get classes(): number {
    return this.network.classes;
  }

  /** Of one example, without the batch axis. */
  get inputShape(): readonly number[] {
    return this.network.inputShape;
  }

  /** The radius ε that is certified; it may be set at any time, to a positive number. */
  get epsilon(): number {
    return this.radius;
  }

  set epsilon(epsilon: number) {
    this.radius = positiveEpsilon(epsilon);
  }

  /** The loss it was compiled with. */
  get loss(): Loss | undefined {
    return this.training.loss;
  }

  /** The λ of a TRADES loss; 0 for a loss without one. */
  get lambda(): number {
    return this.training.lambda;
  }

  set lambda(lambda: number) {
    this.training.lambda = lambda;
  }

  /** The rate of the steps of `fit`. */
  get learningRate(): number {
    return this.training.learningRate;
  }

  set learningRate(learningRate: number) {
    this.training.learningRate = learningRate;
  }

  /** Whether L_sub is a constant. */
  get isFrozen(): boolean {
    return this.onEngine.frozen !== undefined;
  }

  /** Steps of the power method in a training step, where that was said; else 5. */
  get powerIterations(): number | undefined {
    return this.onEngine.powerIterations;
  }

  /** The logits y = f(x), `[N, m]`. */
  f(x: InputNumbers, options?: PredictionOptions): Promise<HostTensor> {
    return logitsOf(this.onEngine, x, options);
  }

  /** The outputs of the GloRo Net, `[N, m + 1]`: the logits, and y_⊥, the largest where ε is not certified. */
  async predict(x: InputNumbers, options?: PredictionOptions): Promise<HostTensor> {
    return (await certify(this.onEngine, this.epsilon, ["outputs"], x, options)).outputs;
  }

  /** The logits without ⊥: `f`, by the Python library's name. */
  predictClean(x: InputNumbers, options?: PredictionOptions): Promise<HostTensor> {
    return this.f(x, options);
  }

  /** The radius within which each prediction cannot change, `[N]`; 0 where logits tie. */
  async certifiedRadius(x: InputNumbers, options?: PredictionOptions): Promise<HostTensor> {
    return (await certify(this.onEngine, this.epsilon, ["radius"], x, options)).radius;
  }

  /** Logits and certified radii at once, `[N, m]` and `[N]`. */
  predictWithCertifiedRadius(
    x: InputNumbers,
    options?: PredictionOptions,
  ): Promise<Record<"logits" | "radius", HostTensor>> {
    return certify(this.onEngine, this.epsilon, ["logits", "radius"], x, options);
  }

  /**
   * Looks for inputs near `x` that change the net's answer: projected gradient ascent in the L2 norm, from
   * several starts. What it does not find may still exist. Throws GloroError for radii below 0.
   */
  attack(x: InputNumbers, options: NetAttackOptions = {}): Promise<Attacked> {
    return attackNet(this.onEngine, this.epsilon, x, options);
  }

  /** K, `[m, m]`: the Lipschitz constants of the differences of two logits; −1 on the diagonal. */
  async lipschitzConstant(): Promise<HostTensor> {
    const outputs = await lipschitzOf(this.onEngine, this.onEngine.frozen);
    return entry(outputs, "lipschitzConstant");
  }

  /** L_sub: the Lipschitz constant of all before the last layer. */
  async subLipschitz(): Promise<Estimate> {
    const outputs = await lipschitzOf(this.onEngine, this.onEngine.frozen);
    return estimate(outputScalar(outputs, "subLipschitz"));
  }

  /** The Lipschitz constant of each layer before the last, by name; layers of constant 1 are left out. */
  async layerLipschitz(): Promise<Record<string, number>> {
    const outputs = await lipschitzOf(this.onEngine, undefined);
    return lipschitzByLayer(this.network, outputValues(outputs, "lipschitz"));
  }

  /**
   * Runs the power method until no layer's estimate moves by more than the tolerance (default 1e-4);
   * nothing is done where that is so and the weights have not changed since. Throws DivergedError.
   */
  refreshIterates({ tolerance }: RefreshOptions = {}): Promise<void> {
    return this.onEngine.settle(tolerance);
  }

  /**
   * Settles the iterates (default tolerance 1e-6) and keeps L_sub as a constant: predictions get
   * cheaper, and neither `fit` nor `setWeights` works until `unfreeze()`. The Python library calls it
   * `freeze_lipschitz_constant`. A `subLipschitz` of one's own is kept as it is, without its sign: it
   * holds for these weights only if whoever gives it knows that it does. Throws GloroError for one that
   * is 0 or not finite.
   */
  async freeze({ tolerance = freezingTolerance, subLipschitz }: FreezeOptions = {}): Promise<void> {
    this.onEngine.checkOpen();
    this.training.checkIdle("freeze it");
    if (subLipschitz === undefined) await this.refreshIterates({ tolerance });
    this.onEngine.frozen =
      subLipschitz === undefined ? await this.subLipschitz() : frozenConstant(subLipschitz);
  }

  /** Lets L_sub be computed from the weights again. */
  unfreeze(): void {
    this.onEngine.frozen = undefined;
  }

  /** Copies of the weights, by name. */
  weights(): Promise<HostTensors> {
    return this.onEngine.weights();
  }

  /**
   * Replaces weights, all or some. Throws UnknownWordError and ShapeError for others than the network's,
   * and GloroError for numbers that are not finite, and while the net is frozen: its constant would be
   * another network's.
   */
  async setWeights(weights: HostTensors): Promise<void> {
    this.onEngine.checkNotFrozen("set its weights");
    checkWeights(this.network, weights);
    await this.onEngine.setWeights(weights);
  }

  /** Says how the net is trained and measured; a new optimizer starts anew. */
  compile(options: CompileOptions): void {
    this.training.compile(options);
  }

  /**
   * Trains the net. ε, λ and the learning rate are the net's, unless a scheduler sets them. Throws
   * GloroError where the net is frozen or not compiled, the signal's reason once it is aborted, and
   * DivergedError at a loss that is not finite; the weights then stay those of the step before. Called
   * again it goes on from the weights and the optimizer as they are.
   */
  fit(x: InputNumbers, y: InputNumbers, options?: FitOptions): Promise<History>;
  /** As above, on the training split of a data set, on a split, or on batches of one's own. */
  fit(data: TrainingData, options?: FitOptions): Promise<History>;
  async fit(
    first: InputNumbers | TrainingData,
    second?: InputNumbers | FitOptions,
    third?: FitOptions,
  ): Promise<History> {
    const { data, options = {} } = labelledArguments(first, second, third);
    return this.training.fit(this, data, options);
  }

  /** The loss and the metrics it was compiled with, over examples or a split: `{ loss, vra, … }`. */
  evaluate(
    x: InputNumbers,
    y: InputNumbers,
    options?: EvaluateOptions,
  ): Promise<Record<string, number>>;
  evaluate(data: Split, options?: EvaluateOptions): Promise<Record<string, number>>;
  async evaluate(
    first: InputNumbers | Split,
    second?: InputNumbers | EvaluateOptions,
    third?: EvaluateOptions,
  ): Promise<Record<string, number>> {
    const { data, options = {} } = labelledArguments(first, second, third);
    return this.training.evaluate(data, this.epsilon, options);
  }

  /** Frees what the net holds on its engine. Safe to call twice. */
  dispose(): Promise<void> {
    return this.onEngine.dispose();
  }
}
