import { GloroError } from "../../gloro/errors.js";
import { guaranteesOf } from "../../model/accuracy.js";
import type { ExampleRadii } from "../../model/accuracy.js";
import { nearestPairs } from "../../model/attack/claim.js";
import type { MarginMatrix } from "../../model/attack/claim.js";
import { rightRadius } from "../../model/guarantees.js";
import { estimatedModel } from "../../trainer/estimatedModel.js";
import { predictFile } from "../../trainer/predictFile.js";
import { provenClaims } from "../../trainer/provenClaims.js";
import { provenExamples } from "../../trainer/provenExamples.js";
import type { SampleFinding, SampleRadii } from "../samples/messages.js";
import type { ModelOnData } from "./inquiries.js";
import { imageShapeOf, tileShapeOf } from "./sampleTiles.js";

/**
 * Tells what a model says of each example of a test split, with the radii that the power method's estimates
 * give; then the radii that are proven. As in a certificate a frozen constant is left alone.
 *
 * @throws GloronetError for a file that is not understood; GloroError for data that do not fit it
 */
export async function exploreSamples(
  { file, data: named }: ModelOnData,
  tell: (finding: SampleFinding) => void,
): Promise<void> {
  const predicted = await predictFile(file, { data: named, ignoreFrozen: true });
  const { network, predictions, epsilon, data } = predicted;
  const { logits, classes } = predictions;
  const image = imageShapeOf(data.inputShape);
  const estimated = estimatedModel(predicted).lipschitzConstant.flat();
  tell({
    type: "samples",
    samples: {
      count: predictions.count,
      data: data.name,
      epsilon,
      classNames: Array.from(
        { length: network.classes },
        (_, index) => data.classNames?.[index] ?? String(index),
      ),
      image,
      tile: tileShapeOf(image),
      labels: predictions.labels,
      predictions: predictions.predictions,
      certified: sampleRadii(predictions, logits, { classes, values: estimated }, false),
    },
  });
  try {
    const proven = await provenExamples(
      { ...predicted, split: data.test },
      [epsilon],
      (activity) => {
        tell({ type: "activity", text: activity });
      },
    );
    const certified = sampleRadii(proven.examples, logits, proven.constants, true);
    tell({ type: "proven", certified });
  } catch (error) {
    if (!(error instanceof GloroError)) throw error;
    tell({ type: "lacking", message: error.message });
  }
}

function sampleRadii(
  examples: ExampleRadii,
  logits: Float32Array,
  constants: MarginMatrix,
  isProven: boolean,
): SampleRadii {
  const { count, classes } = examples;
  const claims = provenClaims(examples, logits, Infinity).map(({ certificate }) => certificate);
  const guarantees = guaranteesOf(examples);
  return {
    isProven,
    radii: Float64Array.from(claims, ({ radius }) => radius),
    rightRadii: Float64Array.from({ length: count }, (_, index) => rightRadius(guarantees, index)),
    tops: Int32Array.from(claims, ({ top }) => top.length),
    rivals: Int32Array.from(claims, ({ top }, index) => {
      const own = logits.subarray(index * classes, (index + 1) * classes);
      return nearestPairs(own, top, constants)[0]?.rival ?? -1;
    }),
  };
}
