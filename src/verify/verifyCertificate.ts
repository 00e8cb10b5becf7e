import { isMerge, type Layer, type PlacedLayer } from "../certify/layers.js";
import {
  addUp,
  exactly,
  multiplyUp,
  squareRootUp,
  type UpperBound,
} from "../certify/upperBound.js";
import type {
  CertificateContent,
  CertificateLayer,
} from "../formats/certificate/certificateSchema.js";
import type { Claim } from "./claim.js";
import { inputFailures } from "./inputClaims.js";
import { isBoundProven } from "./layerBoundProof.js";
import { neededRounding } from "./layerRounding.js";
import { columnDistance, NetworkProof } from "./networkProof.js";
import type { Subject } from "./subject.js";
import { summaryFailures } from "./summaryClaims.js";

/**
 * Checks every claim of a certificate anew, from the weights and the data, by none of the code that bounded
 * them (docs/soundness.md). The claims about inputs are checked only where those that they rest on hold.
 *
 * @param checking told what is checked before it is
 */
export function* verifyCertificate(
  certificate: CertificateContent,
  subject: Subject,
  checking: (what: string) => void = () => undefined,
): Generator<Claim> {
  const layers = mapLayers(subject.graph);
  const misplaced = layersFailures(layers, certificate.layers);
  yield claimOf(`the network has these ${layers.length} layers before its head`, misplaced);
  if (misplaced.length > 0) return;

  let isProven = true;
  for (const [position, claimed] of certificate.layers.entries()) {
    const placed = layers[position];
    if (!placed) continue;
    checking(`Checking layer ${claimed.name}`);
    const { name, bound, proof } = claimed;
    const failures = layerFailures(placed, claimed);
    yield claimOf(
      `layer ${name}: its Lipschitz constant is at most ${bound} (${proof.method})`,
      failures,
    );
    isProven &&= failures.length === 0;
  }
  const constants = constantFailures(certificate, subject);
  yield claimOf(
    `L_sub is at most ${certificate.subLipschitz}, and each K_ji as claimed`,
    constants,
  );
  const assumptions = assumptionFailures(certificate, subject);
  yield claimOf("nothing else is assumed", assumptions);
  if (!isProven || constants.length > 0) return;

  checking("Checking inputs");
  const proof = new NetworkProof(subject.graph, subject.head, certificate);
  yield* inputFailures(certificate, subject, proof);
  yield claimOf("the summary counts these inputs", summaryFailures(certificate));
}

function claimOf(claim: string, failures: readonly string[]): Claim {
  return { claim, failures };
}

interface PlacedMap {
  readonly layer: Layer;
  readonly entries: number;
}

function mapLayers(graph: readonly PlacedLayer[]): PlacedMap[] {
  return graph.flatMap(({ layer, entries }) => (isMerge(layer) ? [] : [{ layer, entries }]));
}

function layersFailures(
  layers: readonly PlacedMap[],
  claimed: readonly CertificateLayer[],
): string[] {
  const [has, says] = [
    layers.map(({ layer }) => `${layer.name} (${layer.kind})`).join(", "),
    claimed.map(({ name, kind }) => `${name} (${kind})`).join(", "),
  ];
  return has === says ? [] : [`the layers are ${has}, not ${says}.`];
}

function layerFailures({ layer, entries }: PlacedMap, claimed: CertificateLayer): string[] {
  const { name, bound, rounding } = claimed;
  const failures: string[] = [];
  if (!provenOf(() => isBoundProven(layer, claimed)))
    failures.push(`layer ${name}: ${bound} is not proven.`);
  const needed = neededRounding(layer, entries);
  const { magnitude, offset, additions, roundings } = rounding;
  if (!provenOf(() => needed.isMagnitude(magnitude, bound))) {
    failures.push(`layer ${name}: the magnitude ${magnitude} is not proven.`);
  }
  if (!(offset >= needed.offset)) {
    failures.push(`layer ${name}: its output at 0 may have a norm above ${offset}.`);
  }
  if (additions !== needed.additions || roundings !== needed.roundings) {
    failures.push(
      `layer ${name}: an entry takes ${needed.additions} additions and ${needed.roundings} other ` +
        `roundings, not ${additions} and ${roundings}.`,
    );
  }
  return failures;
}

/** Whether something is proven; a number that no bound may be proves nothing. */
function provenOf(proof: () => boolean): boolean {
  try {
    return proof();
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** L_sub along the graph: a chain multiplies, a sum adds up, branches side by side add up their squares. */
function constantFailures(
  { layers, subLipschitz, lipschitzConstants }: CertificateContent,
  { graph, head }: Subject,
): string[] {
  const boundOf = new Map(layers.map(({ name, bound }) => [name, exactly(bound)]));
  const one = exactly(1);
  const upTo: UpperBound[] = [];
  for (const { layer, inputs } of graph) {
    const branches = inputs.map((source) => upTo[source] ?? one);
    const sum = (values: readonly UpperBound[]) => values.reduce(addUp, exactly(0));
    if (layer.kind === "add") upTo.push(sum(branches));
    else if (layer.kind === "concatenate") {
      upTo.push(squareRootUp(sum(branches.map((each) => multiplyUp(each, each)))));
    } else upTo.push(multiplyUp(branches[0] ?? one, boundOf.get(layer.name) ?? one));
  }
  const needed = upTo.at(-1) ?? one;
  if (!(subLipschitz >= needed)) {
    return [`L_sub is ${needed} by the layers' bounds, above ${subLipschitz}.`];
  }
  const failures: string[] = [];
  const classes = head.outputs;
  const isSquare =
    lipschitzConstants.length === classes &&
    lipschitzConstants.every((row) => row.length === classes);
  if (!isSquare) return [`there must be ${classes} × ${classes} constants K_ji.`];
  for (const [j, row] of lipschitzConstants.entries()) {
    for (const [i, constant] of row.entries()) {
      if (j === i ? constant === -1 : constant >= 0) {
        if (j === i || constant >= multiplyUp(exactly(subLipschitz), columnDistance(head, j, i))) {
          continue;
        }
      }
      failures.push(`the margin of classes ${j} and ${i}: the constant ${constant} is not proven.`);
    }
  }
  return failures;
}

function assumptionFailures(
  { assumptions }: CertificateContent,
  { graph, assumptions: assumedBy }: Subject,
): string[] {
  const elementary = mapLayers(graph).filter(
    ({ layer, entries }) => neededRounding(layer, entries).elementary > 0,
  );
  const needed = assumedBy(elementary.map(({ layer }) => layer.name));
  return [
    ...needed
      .filter((each) => !assumptions.includes(each))
      .map((each) => `it also rests on: ${each}`),
    ...assumptions
      .filter((each) => !needed.includes(each))
      .map((each) => `it does not rest on: ${each}`),
  ];
}
