import { CertificateError } from "../../formats/certificate/certificateError.js";
import type { CertificateContent } from "../../formats/certificate/certificateSchema.js";
import { readCertificate } from "../../formats/certificate/readCertificate.js";
import { accuracies, correctRadii, vraAt, wrongRadii } from "../../model/accuracy.js";
import type { ExampleRadii } from "../../model/accuracy.js";
import { radiusHistogram } from "../../trainer/radiusHistogram.js";
import type { CertificateFileView } from "../certificates/messages.js";
import { rankOfLabel, sharesByClass } from "./certificateView.js";

/** More is in no certificate of a network that exists, and would keep the editor busy. */
const most = { classes: 2000, layers: 5000, epsilons: 1000, assumptions: 100, characters: 1000 };

/**
 * What a certificate file claims, as a report shows it. Nothing of it is checked but that it can be shown;
 * shares are counted from its inputs.
 *
 * @throws CertificateError for what is no certificate, or cannot be shown
 */
export async function certificateFileView(file: string): Promise<CertificateFileView> {
  const { content, isSealed } = await readCertificate(file);
  checkShown(file, content);
  const { model, data, layers, subLipschitz, epsilons, assumptions } = content;
  const epsilon = epsilons[0] ?? NaN;
  const examples = examplesOf(content);
  const { edges, counts, wrongCounts } = radiusHistogram(
    { correct: correctRadii(examples), wrong: wrongRadii(examples) },
    epsilon,
  );
  return {
    isSealed,
    model,
    data: { name: data.name, sha256: data.sha256 },
    subLipschitz,
    layers: layers.map(({ name, kind, bound, proof: { method } }) => ({
      name,
      kind,
      bound,
      method,
    })),
    certificate: {
      data: data.name,
      examples: examples.count,
      epsilon,
      ...accuracies(examples, epsilon),
      vraAt: epsilons.map((radius) => ({ radius, vra: vraAt(examples, radius), estimated: null })),
      histogram: { edges, correct: counts, wrong: wrongCounts ?? [] },
      ...sharesByClass(examples, epsilon),
      assumptions,
    },
  };
}

function examplesOf({ inputs, lipschitzConstants, summary }: CertificateContent): ExampleRadii {
  return {
    count: inputs.length,
    classes: lipschitzConstants.length,
    labels: inputs.map(({ label }) => label),
    predictions: inputs.map(({ prediction }) => prediction),
    radii: inputs.map(({ radii }) => Math.max(...radii)),
    relaxed: summary.guaranteed && {
      largestK: inputs[0]?.radii.length ?? 0,
      radii: inputs.flatMap(({ radii }) => radii),
      labelRanks: inputs.map(rankOfLabel),
    },
  };
}

/** @throws CertificateError for what no table or chart can be made of */
function checkShown(file: string, content: CertificateContent): void {
  const { lipschitzConstants, layers, epsilons, assumptions, inputs, model, data } = content;
  const classes = lipschitzConstants.length;
  const radii = inputs[0]?.radii.length ?? 0;
  const texts = [
    ...[model.name, data.name],
    ...assumptions,
    ...layers.flatMap(({ name, kind }) => [name, kind]),
  ];
  const wrong = inputs.findIndex(
    (input) =>
      input.logits.length !== classes ||
      input.radii.length !== radii ||
      input.prediction >= classes ||
      input.label < 0 ||
      input.label >= classes,
  );
  const problems: readonly [isFound: boolean, problem: string][] = [
    [classes > most.classes, `it has ${classes} classes, and ${most.classes} are shown at most.`],
    [layers.length > most.layers, `it has ${layers.length} layers, more than a network has.`],
    [epsilons.length > most.epsilons, `it has ${epsilons.length} radii, more than can be shown.`],
    [assumptions.length > most.assumptions, `it rests on ${assumptions.length} assumptions.`],
    [texts.some((text) => text.length > most.characters), "a name or an assumption is too long."],
    // A histogram is some multiples of ε wide: in Float64 these are finite.
    [
      epsilons.some((epsilon) => !(epsilon > 0 && Number.isFinite(Math.fround(epsilon)))),
      "its radii must be positive numbers.",
    ],
    [radii === 0 || radii > classes, `its inputs have ${radii} radii each, of ${classes} classes.`],
    [
      wrong >= 0,
      `its input ${wrong} has other classes or radii than the rest: ${classes} and ${radii}.`,
    ],
  ];
  const found = problems.find(([isFound]) => isFound);
  if (found) throw new CertificateError(file, found[1]);
}
