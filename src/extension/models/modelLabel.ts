import { percent } from "../numbers.js";
import { shortNumber } from "../runs/runLabel.js";
import type { Translate } from "../translate.js";
import type { ModelFile } from "./modelFile.js";

/** What stands beside a model's name. */
export function modelDescription({ content, run }: ModelFile, t: Translate): string {
  if (content.kind === "broken") return content.message;
  const { epsilon, frozen, k, affinitySets } = content.config;
  const parts = [
    `ε ${shortNumber(epsilon)}`,
    run?.vra !== undefined && t("VRA {0}", percent(run.vra)),
    frozen && t("frozen"),
    k !== undefined && t("top {0}", k),
    affinitySets && t("affinity sets"),
  ];
  return parts.filter((part) => typeof part === "string").join(" · ");
}

/** What is known of a model, as plain text. */
export function modelTooltip(model: ModelFile, t: Translate): string {
  const { file, content, run } = model;
  if (content.kind === "broken") return `${file}\n${content.message}`;
  const { epsilon, frozen } = content.config;
  const lines = [
    file,
    "",
    t("Certifies the radius ε = {0}", shortNumber(epsilon)),
    frozen
      ? t("Frozen: its Lipschitz constant {0} is stored", shortNumber(frozen.lipschitz))
      : t("Not frozen: its Lipschitz constant is computed from the weights"),
    run && t("The best network of the run {0}", run.name),
  ];
  return lines.filter((line) => line !== undefined).join("\n");
}
