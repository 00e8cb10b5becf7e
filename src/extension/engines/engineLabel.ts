import type { EngineReport } from "../../engine/engine.js";
import type { EngineChoice } from "../../runs/engineChoice.js";
import { tellEngineChoice } from "../../runs/engineChoiceWords.js";
import type { Translate } from "../translate.js";

/** What stands beside an engine's name: its part, or why it has none. */
export function engineDescription(
  { available, why, version }: EngineReport,
  isUsed: boolean,
  t: Translate,
): string {
  if (!available) return why ?? t("does not run here");
  return isUsed ? t("{0} · used unless a config names another", version) : version;
}

/** What is known of an engine, as plain text; `choice` is how "auto" chose one the last time. */
export function engineTooltip(
  report: EngineReport,
  isUsed: boolean,
  choice: EngineChoice | undefined,
  t: Translate,
): string {
  const { name, detail, version, available, why } = report;
  const lines = [
    name,
    detail,
    version,
    isUsed && available && t('Used unless a config says "engine": …'),
    isUsed && available && choice && tellEngineChoice(choice, t),
    !available && t("It does not run on this machine: {0}", why ?? ""),
  ];
  return lines.filter((line) => typeof line === "string").join("\n");
}
