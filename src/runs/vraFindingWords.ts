import { percent, significant } from "./numbers.js";
import type { Translate } from "./translate.js";
import type { VraFinding, VraFindingKind } from "./vraFinding.js";

/** A finding as people read it; each part is one sentence or a few. */
export interface ToldFinding<K extends VraFindingKind = VraFindingKind> {
  readonly kind: K;
  readonly finding: string;
  /** The run's own numbers that show it. */
  readonly numbers: string;
  /** What to try. */
  readonly advice: string;
}

type Words<K extends VraFindingKind> = (
  of: Extract<VraFinding, { kind: K }>,
  t: Translate,
) => Omit<ToldFinding, "kind">;

/** Every finding in words. */
const words: { readonly [K in VraFindingKind]: Words<K> } = {
  notFinite: ({ epoch }, t) => ({
    finding: t("Training diverged."),
    numbers: t("In epoch {0} a number was no longer finite.", epoch),
    advice: t(
      "A lower learningRate, clipNorm in the optimizer, or an epsilonSchedule that grows more slowly. Checkpoints are from before.",
    ),
  }),
  collapsed: ({ epoch, cleanAccuracy, best, bestEpoch, learningRate }, t) => ({
    finding: t("Training has unlearnt what it could."),
    numbers: t(
      "Clean accuracy in training was {0} in epoch {1}, at the same ε, and is {2} after epoch {3}.",
      percent(best),
      bestEpoch,
      percent(cleanAccuracy),
      epoch,
    ),
    advice: t(
      "A learningRate below {0}, one that decays, or clipNorm in the optimizer.",
      significant(learningRate),
    ),
  }),
  radiusNotReached: ({ epsilon, trained, epoch, epochs, reachedAt }, t) => ({
    finding: t("It was not yet trained for the radius that is asked for."),
    numbers: t(
      "After epoch {0} of {1} the training ε is {2}, and VRA is reported at {3}.",
      epoch,
      epochs,
      significant(trained),
      significant(epsilon),
    ),
    advice:
      reachedAt === undefined
        ? t(
            "A schedule that ends at 1, and a trainingEpsilon of {0} or more: this one never gets there.",
            significant(epsilon),
          )
        : t(
            "Train on: the schedule gets there in epoch {0}. A run that was stopped can be resumed.",
            reachedAt,
          ),
  }),
  smallMargins: (of, t) => ({
    finding: t("Many right answers have margins too small to be certified."),
    numbers: t(
      "{0} are right, {1} right and certified, {2} rejected; half of the right ones are certified to {3} or less, ε is {4}.",
      percent(of.cleanAccuracy),
      percent(of.vra),
      percent(of.rejectionRate),
      significant(of.medianRadius, 2),
      significant(of.epsilon),
    ),
    advice: [
      of.lambda === undefined
        ? t("A TRADES loss, whose λ weighs robustness, such as sparse_trades_kl.2.")
        : t("A larger λ: it is {0} now.", significant(of.lambda)),
      ...(of.trainingEpsilon > of.epsilon
        ? []
        : [t("A trainingEpsilon of 1.1 to 1.5 times epsilon, as in published recipes.")]),
      t("More epochs. Else this network is too small for this ε."),
    ].join(" "),
  }),
  wrongAnswers: ({ cleanAccuracy, vra }, t) => ({
    finding: t("Most of what is missing is wrong answers, not missing certificates."),
    numbers: t(
      "{0} of the test answers are wrong; {1} are right and not certified.",
      percent(1 - cleanAccuracy),
      percent(cleanAccuracy - vra),
    ),
    advice: t(
      "More epochs, a larger architecture, or less weight on robustness: a smaller λ, or a trainingEpsilon nearer to epsilon.",
    ),
  }),
  overfitted: ({ measure, train, test, augmentation }, t) => ({
    finding: t("It knows the training images better than others."),
    numbers:
      measure === "vra"
        ? t("VRA is {0} in training and {1} on the test split.", percent(train), percent(test))
        : t(
            "Clean accuracy is {0} in training and {1} on the test split.",
            percent(train),
            percent(test),
          ),
    advice:
      augmentation === "none"
        ? t("Random changes of the images (augmentation: none now), weightDecay, or more data.")
        : t(
            "Stronger changes of the images (augmentation: {0} now), weightDecay, or more data.",
            augmentation,
          ),
  }),
  stillRising: ({ vra, before, sinceEpoch, epochs }, t) => ({
    finding: t("VRA was still rising when training ended."),
    numbers: t(
      "It was {0} after epoch {1} and {2} at the end.",
      percent(before),
      sinceEpoch,
      percent(vra),
    ),
    advice: t("More epochs than {0}: twice as many, with the same schedules in percent.", epochs),
  }),
  dominantLayer: ({ layer, constant, others, product }, t) => ({
    finding: t("One layer makes up most of the Lipschitz bound."),
    numbers: t(
      "{0} multiplies it by {1}, the other layers by {2} on average; the product is {3}.",
      layer,
      significant(constant, 3),
      significant(others, 3),
      significant(product),
    ),
    advice: t(
      "weightDecay in the optimizer, an epsilonSchedule that begins higher, or fewer units or a larger stride in that layer.",
    ),
  }),
  laggingEstimates: ({ trained, settled, powerIterations }, t) => ({
    finding: t("While training, the Lipschitz bound was taken too low."),
    numbers: t(
      "It was {0} in the last steps and {1} once the power method had settled.",
      significant(trained),
      significant(settled),
    ),
    advice: t("More powerIterations a step than {0}, or a lower learningRate.", powerIterations),
  }),
  looseBound: ({ bound, atLeast }, t) => ({
    finding: t("The Lipschitz bound is far above what an attack could find."),
    numbers: t(
      "A margin is bounded by {0}; the steepest slope that the attack saw is {1}.",
      significant(bound),
      significant(atLeast),
    ),
    advice: t(
      "Layers whose bounds multiply with less loss: minMax in place of relu, a LiResNet architecture; and longer training at the full ε, which tightens the bound.",
    ),
  }),
};

/** A finding in the user's language. */
export function tellFinding<K extends VraFindingKind>(
  finding: Extract<VraFinding, { kind: K }>,
  t: Translate,
): ToldFinding<K> {
  const kind: K = finding.kind;
  return { kind, ...words[kind](finding, t) };
}
