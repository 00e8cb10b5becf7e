import { affineAt } from "./affineBound.js";
import { float32, float64 } from "./floatModel.js";
import { float64Batch } from "./float64Batch.js";
import { float64Layer, type Float64Layer } from "./float64Layer.js";
import { inAnyOrder, networkArithmetic } from "./layerArithmetic.js";
import type { LayerArithmetic, PlacedArithmetic } from "./layerArithmetic.js";
import type { LayerBound } from "./layerBounds.js";
import { isMerge, type DenseLayer, type PlacedLayer } from "./layers.js";
import { headArithmetic, marginRounding, type HeadArithmetic } from "./marginRounding.js";
import type { MarginRounding } from "./marginRounding.js";
import type { MatrixProduct } from "./matrixProduct.js";
import { mergeInFloat64 } from "./mergeInFloat64.js";
import { networkDeviation, type Centre, type Deviation } from "./networkDeviation.js";
import { normUp } from "./normUp.js";
import { roundingAround, roundingAtNorm, type PointRounding } from "./pointRounding.js";
import { sumInflation } from "./roundingError.js";
import { addUp, multiplyUp, type UpperBound } from "./upperBound.js";

/** A point looked at in Float64. */
export interface CloserLook {
  readonly logits: Float64Array;
  /** What its margins, and those around it, lose. */
  readonly rounding: PointRounding;
}

/** What the rounding of a float32 network may do to its margins. */
export class NetworkRounding {
  private readonly anywhere: MarginRounding;
  private readonly inFloat64: {
    readonly layers: readonly Deviation[];
    readonly margins: MarginRounding;
  };
  private float64Layers: readonly Float64Layer[] | undefined;

  private constructor(
    private readonly graph: readonly PlacedLayer[],
    private readonly head: DenseLayer,
    /** Of the layers before the head. */
    readonly layers: readonly PlacedArithmetic[],
    readonly headArithmetic: HeadArithmetic,
  ) {
    this.anywhere = marginRounding(
      headArithmetic,
      lastOf(networkDeviation(layers, float32)),
      float32,
    );
    // Products in Float64 know of no blocks.
    const head64 = { ...headArithmetic, arithmetic: inAnyOrder(headArithmetic.arithmetic) };
    const reference = networkDeviation(layers.map(inAnyOrder), float64);
    this.inFloat64 = {
      layers: reference,
      margins: marginRounding(head64, lastOf(reference), float64),
    };
  }

  /**
   * The rounding of a network; nothing where it holds a layer whose arithmetic nobody knows.
   *
   * @param bounds of its layers, as networkBounds gives them
   * @param known the arithmetic of some layers, by name, with these bounds
   */
  static of(
    graph: readonly PlacedLayer[],
    head: DenseLayer,
    bounds: readonly LayerBound[],
    known?: ReadonlyMap<string, LayerArithmetic>,
  ): NetworkRounding | undefined {
    const layers = networkArithmetic(graph, bounds, known);
    return layers && new NetworkRounding(graph, head, layers, headArithmetic(head));
  }

  /** Multiply-adds of one closer look. */
  get productsOfALook(): number {
    const looks = 2;
    return this.layers
      .map(inAnyOrder)
      .reduce((sum, { additions, entries }) => sum + looks * additions * entries, 0);
  }

  /** The layers whose error rests on how exactly a library computes exp and the like. */
  get elementaryLayers(): string[] {
    return this.layers.filter(({ elementary }) => elementary > 0).map(({ name }) => name);
  }

  /** What rounding takes at a point of which the norm is known, and around it. */
  atNorm(inputNorm: UpperBound): PointRounding {
    return roundingAtNorm(this.anywhere, inputNorm);
  }

  /**
   * Computes the network at some points in Float64, so that their real margins are known but for some 1e-12,
   * and the norms of all that the layers add up there: rounding then takes a few times less. Costs two
   * evaluations of the network.
   */
  async lookCloser(
    inputs: readonly Float64Array[],
    multiply: MatrixProduct,
  ): Promise<CloserLook[]> {
    const inputNorms = inputs.map(normUp);
    const outputs: (readonly Float64Array[])[] = [];
    const measured: Centre["layers"][number][][] = inputs.map(() => []);
    this.float64Layers ??= this.graph.map(inFloat64);
    for (const [position, layer] of this.float64Layers.entries()) {
      const placed = at(this.graph, position);
      const arithmetic = inAnyOrder(at(this.layers, position));
      const sources = placed.inputs.map((source) => outputs[source] ?? inputs);
      const x = inputs.map((_, point) => merged(placed.layer, sources, point));
      const computed = await float64Batch(layer, x, multiply);
      outputs.push(computed.map(({ y }) => y));
      for (const [point, { y, magnitudes }] of computed.entries()) {
        const inputNorm = at(inputNorms, point);
        // One branch where the layer joins none: only then are there magnitudes.
        const before = this.errorAfter(placed.inputs[0] ?? -1, inputNorm);
        at(measured, point).push({
          norm: addUp(normUp(y), this.errorAfter(position, inputNorm)),
          magnitudes: magnitudes && magnitudesUp(magnitudes, arithmetic, before),
        });
      }
    }
    const last = outputs.at(-1) ?? inputs;
    const head = await float64Batch(inFloat64({ layer: this.head }), last, multiply);
    return head.map(({ y: logits }, point) => ({
      logits,
      rounding: this.roundingAtCentre({
        inputNorm: at(inputNorms, point),
        layers: at(measured, point),
      }),
    }));
  }

  private roundingAtCentre(centre: Centre): PointRounding {
    const deviations = networkDeviation(this.layers, float32, centre);
    const around = marginRounding(this.headArithmetic, lastOf(deviations), float32);
    const known = (pair: number) =>
      affineAt(at(this.inFloat64.margins.errors, pair), centre.inputNorm);
    return roundingAround(around, known);
  }

  /** How far the output of a layer in Float64 may be from the real one. */
  private errorAfter(position: number, inputNorm: UpperBound): UpperBound {
    return affineAt(at(this.inFloat64.layers, position + 1).error, inputNorm);
  }
}

function merged(
  layer: PlacedLayer["layer"],
  sources: readonly (readonly Float64Array[])[],
  point: number,
): Float64Array {
  const branches = sources.map((source) => at(source, point));
  return isMerge(layer) ? mergeInFloat64(layer, branches) : at(branches, 0);
}

function magnitudesUp(
  computed: Float64Array,
  { additions, roundings, magnitude }: PlacedArithmetic,
  inputError: UpperBound,
): UpperBound {
  const sums = multiplyUp(normUp(computed), sumInflation(additions + roundings));
  return addUp(sums, multiplyUp(magnitude, inputError));
}

function inFloat64({ layer }: Pick<PlacedLayer, "layer">): Float64Layer {
  if (isMerge(layer)) return { apply: (joined) => joined };
  const found = float64Layer(layer);
  if (!found) throw new RangeError(`Layer "${layer.name}" has an arithmetic, but no Float64 form.`);
  return found;
}

function lastOf(deviations: readonly Deviation[]): Deviation {
  return at(deviations, deviations.length - 1);
}

function at<T>(values: readonly T[], index: number): T {
  const value = values[index];
  if (value === undefined) throw new RangeError(`There is nothing at ${index}.`);
  return value;
}
