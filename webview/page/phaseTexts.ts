import { t } from "@vscode/l10n";
import type { RunPhase } from "../../src/extension/rows/messages.js";

/** What a run does, in a word or two. */
export function phaseTexts(): { readonly [P in RunPhase]: string } {
  return {
    running: t("Running"),
    waiting: t("Waiting"),
    finished: t("Finished"),
    stopped: t("Stopped"),
    interrupted: t("Interrupted"),
    failed: t("Failed"),
    unqueued: t("Not started"),
    broken: t("Cannot be read"),
  };
}
