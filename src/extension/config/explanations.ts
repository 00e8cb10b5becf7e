import { GloroError } from "../../gloro/errors.js";
import { architecture } from "../../gloro/architectures/index.js";
import type { LayerConfig } from "../../gloro/layers/layer.js";
import { parseLossWords } from "../../gloro/losses/lossWords.js";
import type { LossName } from "../../gloro/losses/lossWords.js";
import { parseSchedule } from "../../gloro/schedules/index.js";
import { significant } from "../../runs/numbers.js";
import type { Translate } from "../../runs/translate.js";
import type { ValidKeys } from "../../runs/validKeys.js";
import type { Explanation } from "./explainConfig.js";

type Explain = (keys: ValidKeys, t: Translate) => Explanation | undefined;

const pixelSteps = 255;

/** What this config's values mean, by key; what the schema's descriptions say is not repeated. */
export const explanations = {
  epsilon: ({ epsilon, evaluation }, t) =>
    epsilon === undefined
      ? undefined
      : {
          sentences: [
            t(
              "No change of an image of L2 length {0} may change a certified answer: {1} steps of 255 of one pixel, or less of many.",
              significant(epsilon),
              significant(epsilon * pixelSteps, 3),
            ),
            ...(evaluation?.radii
              ? [t("VRA is reported at {0}.", evaluation.radii.join(", "))]
              : []),
          ],
          formula: "certified ⇔ yⱼ − yᵢ > ε · Kⱼᵢ for every other class i",
          advice: t("MNIST is published at 0.3 and 1.58, CIFAR-10 at 36/255."),
          section: "keys",
        },
  trainingEpsilon: ({ epsilon, trainingEpsilon }, t) =>
    epsilon === undefined || trainingEpsilon === undefined
      ? undefined
      : {
          sentences: [
            t("{0} times the ε of evaluation.", significant(trainingEpsilon / epsilon, 3)),
            ...(trainingEpsilon < epsilon
              ? [t("It is smaller: margins are not trained up to the radius that is reported.")]
              : []),
          ],
          advice: t("1.1 to 1.5 times epsilon certifies more points than epsilon itself."),
          section: "keys",
        },
  epsilonSchedule: (keys, t) => {
    const { epsilon, trainingEpsilon = epsilon } = keys;
    const label = t("ε in training");
    const explained = scheduled(keys, keys.epsilonSchedule, trainingEpsilon, label, t);
    if (!explained || epsilon === undefined) return explained;
    const { plot } = explained;
    const reference = { label: t("ε of evaluation"), value: epsilon };
    const reached = plot.values.findIndex((value) => value >= epsilon);
    return {
      ...explained,
      plot: { ...plot, reference },
      sentences: [
        ...explained.sentences,
        reached < 0
          ? t("It never reaches the ε of evaluation, {0} (dashed).", significant(epsilon))
          : t(
              "It reaches the ε of evaluation, {0} (dashed), at epoch {1}.",
              significant(epsilon),
              reached,
            ),
      ],
      advice: t(
        "A radius that grows over the first half learns more than one that is full at once.",
      ),
    };
  },
  lambdaSchedule: (keys, t) => {
    const lambda = lambdaOf(keys);
    if (lambda === undefined) {
      return {
        sentences: [t("It changes nothing: only a TRADES loss has a λ.")],
        section: "losses",
      };
    }
    return scheduled(keys, keys.lambdaSchedule, lambda, t("λ"), t);
  },
  learningRate: ({ learningRate }, t) =>
    learningRate === undefined
      ? undefined
      : {
          sentences: [],
          advice: t("Lower it where the loss jumps or training diverges: 0.001 suits Adam."),
          section: "keys",
        },
  learningRateSchedule: (keys, t) =>
    scheduled(keys, keys.learningRateSchedule, keys.learningRate ?? 1e-3, t("Learning rate"), t),
  loss: ({ loss }, t) => {
    const words = loss === undefined ? undefined : unlessWrong(() => parseLossWords(loss));
    if (!words) return undefined;
    const { formula, what, advice } = losses[words.name](t);
    return {
      sentences: [
        what,
        ...(words.lambda === undefined
          ? []
          : [t("λ is {0}, times its schedule.", significant(words.lambda))]),
      ],
      formula,
      advice,
      section: "losses",
    };
  },
  relaxation: ({ relaxation }, t) => {
    if (!relaxation) return undefined;
    return {
      sentences: [
        relaxation.kind === "rtk"
          ? t(
              "Up to {0} classes may be guaranteed together where no single one can be.",
              relaxation.k,
            )
          : t("Classes of one set may be taken for one another, and for no other."),
        t("VRA counts an answer whose guaranteed classes have the label among them."),
      ],
      formula: "certified ⇔ for some k the k largest logits stay so within ε",
      advice: t("Compare runs of one relaxation only: their VRA is easier to reach."),
      section: "relaxations",
    };
  },
  architecture: ({ architecture: given }, t) => {
    if (given === undefined || (typeof given === "object" && "module" in given)) return undefined;
    const layers =
      typeof given === "object" && "layers" in given ? given.layers : namedLayers(given);
    if (!layers) return undefined;
    return {
      sentences: [inShort(layers)],
      formula: t("bound of yⱼ − yᵢ = product of the layers' Lipschitz constants · ‖wⱼ − wᵢ‖"),
      advice: t("minMax keeps gradients' lengths where relu loses them, and certifies more."),
      section: "architecture",
    };
  },
} satisfies Partial<Record<keyof ValidKeys, Explain>>;

interface LossInWords {
  readonly what: string;
  readonly formula: string;
  readonly advice: string;
}

const losses: { readonly [K in LossName]: (t: Translate) => LossInWords } = {
  crossentropy: (t) => ({
    what: t("Learns answers that are right and certified at once, ⊥ being one more class."),
    formula: "L = −log softmax(y, y_⊥)[label]",
    advice: t("The fastest in few epochs; TRADES certifies more in many."),
  }),
  trades_kl: (t) => ({
    what: t("Learns right answers, and λ times that ⊥ changes nothing."),
    formula: "L = −log softmax(y)[label] + λ · KL(softmax(y, 0) ‖ softmax(y, y_⊥))",
    advice: t("A larger λ gives up accuracy for robustness: 1 to 2 is published."),
  }),
  trades_ce: (t) => ({
    what: t("Learns right answers, and λ times right answers that are certified."),
    formula: "L = −log softmax(y)[label] − λ · log softmax(y, y_⊥)[label]",
    advice: t("A larger λ gives up accuracy for robustness."),
  }),
  emma: (t) => ({
    what: t("Moves each wrong class only as far as an attack must move it to win."),
    formula: "L = −log softmax(yᵢ + εᵢ · Kᵢ)[label], εᵢ ≤ ε",
    advice: t("For deep networks such as LiResNet, with an ε that grows to 1.5 times its base."),
  }),
  margin: (t) => ({
    what: t("Moves every wrong class by the whole of ε."),
    formula: "L = −log softmax(yᵢ + ε · Kᵢ)[label]",
    advice: t("EMMA asks less of classes that are far away, and learns more."),
  }),
  la: (t) => ({
    what: t("Fades out examples that are safe, so that capacity goes to the others."),
    formula: "L = −T · (1 − p)^γ · log p",
    advice: t("For networks that are near their limit; a larger γ fades out more."),
  }),
};

function lambdaOf({ loss }: ValidKeys): number | undefined {
  return loss === undefined ? undefined : unlessWrong(() => parseLossWords(loss))?.lambda;
}

/** Enough to see the course of a schedule, and no more than a hover can wait for. */
const mostEpochs = 100_000;

function scheduled(
  { epochs }: ValidKeys,
  schedule = "fixed",
  base: number | undefined,
  label: string,
  t: Translate,
) {
  if (epochs === undefined || epochs > mostEpochs || base === undefined) return undefined;
  const parsed = unlessWrong(() => parseSchedule(schedule, epochs, base));
  if (!parsed) return undefined;
  const values = Array.from({ length: epochs + 1 }, (_, epoch) => base * parsed.at(epoch));
  const [first = base, last = base] = [values[0], values.at(-1)];
  return {
    sentences: [
      t(
        "{0}: from {1} to {2} in {3} epochs.",
        label,
        significant(first),
        significant(last),
        epochs,
      ),
    ],
    plot: { values, label },
    section: "schedules",
  } satisfies Explanation;
}

function namedLayers(given: string | { readonly name: string }): LayerConfig[] | undefined {
  const { name, ...options } = typeof given === "string" ? { name: given } : given;
  // Of any image, and any number of classes: only the order of the layers is told.
  return unlessWrong(() => architecture(name, [1, 1, 1], 1, options));
}

/** The layers with weights, in their order, equal neighbours counted. */
function inShort(layers: readonly LayerConfig[]): string {
  const names = layers.map((layer, index) => nameOf(layer, index === layers.length - 1));
  const weighty = names.filter((name) => name !== undefined);
  const groups: { name: string; count: number }[] = [];
  for (const name of weighty) {
    const last = groups.at(-1);
    if (last?.name === name) last.count++;
    else groups.push({ name, count: 1 });
  }
  return groups.map(({ name, count }) => (count > 1 ? `${count} × ${name}` : name)).join(" → ");
}

function nameOf(layer: LayerConfig, isHead: boolean): string | undefined {
  if (layer.kind === "conv2d") {
    return `conv2d ${layer.filters}, ${sizeText(layer.kernelSize)} / ${sizeText(layer.strides ?? 1)}`;
  }
  if (layer.kind === "dense") return isHead ? "dense (head)" : `dense ${layer.units}`;
  return layer.kind === "liResNetBlock" ? layer.kind : undefined;
}

function sizeText(size: number | readonly [number, number]): string {
  return typeof size === "number" ? `${size}×${size}` : size.join("×");
}

function unlessWrong<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    // What is wrong is marked in the config already.
    if (error instanceof GloroError) return undefined;
    throw error;
  }
}
