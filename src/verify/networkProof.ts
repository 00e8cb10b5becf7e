import type { UpperBound } from "../certify/upperBound.js";
import { addUp, exactly, multiplyUp, squareRootUp } from "../certify/upperBound.js";
import { affineAt } from "../certify/affineBound.js";
import { nextDown } from "../certify/nextFloat.js";
import { isMerge, type DenseLayer, type PlacedLayer } from "../certify/layers.js";
import type {
  CertificateContent,
  CertificateLayer,
} from "../formats/certificate/certificateSchema.js";
import { deviations, float32, float64, marginErrors } from "./deviation.js";
import type { HeadNumbers, LayerNumbers, NormsAt } from "./deviation.js";
import { forward, joined, type Computed } from "./forward.js";
import { neededRounding, type NeededRounding, type SumCounts } from "./layerRounding.js";
import { euclideanUp, raised, roundoff } from "./outward.js";
import type { Against } from "./radii.js";

/** What stands against the margins of a point, and up to where. */
export interface PointProof {
  readonly against: (pair: number) => Against;
  readonly limit: number;
}

/** The rounding of a network whose layers' numbers were checked: what is left of the margins at a point. */
export class NetworkProof {
  private readonly layers: readonly LayerNumbers[];
  /** As Float64 computes them. */
  private readonly plainLayers: readonly LayerNumbers[];
  private readonly head: HeadNumbers;
  private readonly anywhere;
  private readonly inFloat64;
  private readonly computeHead: (x: Float64Array) => Computed;
  private readonly compute: readonly ((x: Float64Array) => Computed)[];

  constructor(
    private readonly graph: readonly PlacedLayer[],
    headLayer: DenseLayer,
    private readonly certificate: Pick<CertificateContent, "layers" | "lipschitzConstants">,
  ) {
    this.layers = numbersOf(graph, certificate.layers);
    this.head = headNumbers(headLayer);
    const anywhere = deviations(this.layers, float32);
    this.anywhere = marginErrors(this.head, at(anywhere, -1), float32);
    this.plainLayers = graph.map(({ layer, entries }, position) => ({
      ...at(this.layers, position),
      ...(!isMerge(layer) && plainCounts(neededRounding(layer, entries))),
    }));
    const plainHead = {
      ...this.head,
      ...plainCounts(neededRounding(headLayer, headLayer.outputs)),
    };
    const errors = deviations(this.plainLayers, float64);
    this.inFloat64 = { layers: errors, margins: marginErrors(plainHead, at(errors, -1), float64) };
    this.computeHead = forward(headLayer);
    this.compute = graph.map(({ layer }) => (isMerge(layer) ? (y) => ({ y }) : forward(layer)));
  }

  /** How far two float32 evaluations at a point may be from one another in a margin. */
  apart(norm: UpperBound, pair: number): number {
    return multiplyUp(exactly(2), affineAt(at(this.anywhere.errors, pair), norm));
  }

  /** Around a point of which float32 gave the logits. */
  atNorm(norm: UpperBound): PointProof {
    return {
      limit: Math.max(0, nextDown(this.anywhere.limit - norm)),
      against: (pair) => ({
        loss: exactly(this.apart(norm, pair)),
        speed: this.speed(pair, at(this.anywhere.errors, pair).slope),
      }),
    };
  }

  /** Around a point of which Float64 gives the logits, and the norms of all that is added up there. */
  atPoint(x: Float64Array): PointProof & { readonly logits: Float64Array } {
    const input = euclideanUp(x);
    const outputs: Float64Array[] = [];
    const norms: NormsAt[] = [];
    const errorOf = (position: number) =>
      affineAt(at(this.inFloat64.layers, position + 1).error, input);
    for (const [position, { layer, inputs }] of this.graph.entries()) {
      const sources = inputs.map((source) => outputs[source] ?? x);
      const own = isMerge(layer) ? joined(layer, sources) : at(sources, 0);
      const { y, terms } = at(this.compute, position)(own);
      outputs.push(y);
      const { additions, roundings, magnitude } = at(this.plainLayers, position);
      norms.push({
        norm: addUp(euclideanUp(y), errorOf(position)),
        terms:
          terms &&
          addUp(
            raised(euclideanUp(terms), additions + roundings),
            multiplyUp(magnitude, errorOf(inputs[0] ?? -1)),
          ),
      });
    }
    const around = deviations(this.layers, float32, { input, layers: norms });
    const { errors, limit } = marginErrors(this.head, at(around, -1), float32);
    return {
      logits: this.computeHead(outputs.at(-1) ?? x).y,
      limit,
      against: (pair) => {
        const { slope, constant } = at(errors, pair);
        const known = affineAt(at(this.inFloat64.margins.errors, pair), input);
        return { loss: addUp(known, constant), speed: this.speed(pair, slope) };
      },
    };
  }

  private speed(pair: number, slope: UpperBound): UpperBound {
    const { classes } = this.head;
    const row = at(this.certificate.lipschitzConstants, Math.floor(pair / classes));
    return addUp(exactly(at(row, pair % classes)), slope);
  }
}

/** Two factors that a runtime may fold into a product. */
const folded = 2;

/** The counts of a layer's sums in Float64, where they have no blocks and no runtime folds factors into weights. */
function plainCounts({ unordered, ...counts }: NeededRounding): SumCounts {
  const { additions, roundings } = unordered ?? counts;
  return { additions, roundings: Math.max(0, roundings - folded) };
}

/** A layer's numbers: those that the certificate claims, and what its kind says. */
function numbersOf(
  graph: readonly PlacedLayer[],
  claimed: readonly CertificateLayer[],
): LayerNumbers[] {
  const byName = new Map(claimed.map((each) => [each.name, each]));
  return graph.map(({ layer, inputs, entries }): LayerNumbers => {
    if (isMerge(layer)) {
      const additions = layer.kind === "add" ? inputs.length - 1 : 0;
      const one = exactly(1);
      const none = exactly(0);
      const exact = { bound: one, magnitude: one, offset: none, roundings: 0, elementary: none };
      return { ...exact, additions, inputs, entries, merge: layer.kind };
    }
    const { bound, rounding } = at([byName.get(layer.name)], 0);
    return {
      bound: exactly(bound),
      magnitude: exactly(rounding.magnitude),
      offset: exactly(rounding.offset),
      additions: rounding.additions,
      roundings: rounding.roundings,
      elementary: neededRounding(layer, entries).elementary,
      entries,
      inputs,
      merge: undefined,
    };
  });
}

function headNumbers(head: DenseLayer): HeadNumbers {
  const { outputs: classes, bias } = head;
  const { additions, roundings } = neededRounding(head, classes);
  const pairs = Array.from({ length: classes * classes }, (_, pair) => pair);
  return {
    classes,
    additions,
    roundings,
    logits: Array.from({ length: classes }, (_, j) => ({
      magnitude: euclideanUp(column(head, j)),
      bias: exactly(Math.abs(bias?.[j] ?? 0)),
    })),
    differences: pairs.map((pair) =>
      columnDistance(head, Math.floor(pair / classes), pair % classes),
    ),
  };
}

function column({ kernel, inputs, outputs }: DenseLayer, j: number): Float64Array {
  return Float64Array.from({ length: inputs }, (_, row) => kernel[row * outputs + j] ?? NaN);
}

/** At least ‖W_j − W_i‖, of which each difference is rounded once. */
export function columnDistance(head: DenseLayer, j: number, i: number): UpperBound {
  if (j === i) return exactly(0);
  const other = column(head, i);
  const difference = column(head, j).map((value, row) => value - (other[row] ?? NaN));
  const computed = multiplyUp(euclideanUp(difference), exactly(1 + 2 * roundoff));
  if (!head.hasUnitColumns) return computed;
  // Two columns, whose weights are off by n/2 + 4 roundings each.
  const error = multiplyUp(exactly((head.inputs / 2 + 4) * roundoff), squareRootUp(exactly(2)));
  return addUp(computed, error);
}

function at<T>(values: readonly (T | undefined)[], index: number): T {
  const value = values.at(index);
  if (value === undefined) throw new RangeError(`There is nothing at ${index}.`);
  return value;
}
