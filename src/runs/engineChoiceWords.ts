import type { ChoiceReason, EngineChoice, MeasuredEngine } from "./engineChoice.js";
import { significant } from "./numbers.js";
import type { Translate } from "./translate.js";

const sentences: {
  readonly [R in ChoiceReason]: (engine: string, times: string, t: Translate) => string;
} = {
  fastest: (engine, times, t) => t("auto chose {0}: {1}.", engine, times),
  remembered: (engine, times, t) => t("auto chose {0}, as measured before: {1}.", engine, times),
  shortRun: (engine, times, t) =>
    t("auto stayed with {0}, since the run is short: {1}.", engine, times),
  onlyOne: (engine, _, t) => t("auto chose {0}: no other engine is ready here.", engine),
  noRoom: (engine, times, t) =>
    t(
      "auto stayed with {0}, since there is no memory to try another beside it: {1}.",
      engine,
      times,
    ),
};

/** Why a run has its engine, as a sentence; nothing where its config names it. */
export function tellEngineChoice(
  { name, reason, measured = [] }: EngineChoice,
  t: Translate,
): string | undefined {
  if (reason === undefined) return undefined;
  const chosenFirst = [...measured].sort(
    (a, b) => Number(b.engine === name) - Number(a.engine === name),
  );
  const times = chosenFirst.map((each) => tellMeasured(each, each.engine === name, t)).join("; ");
  return sentences[reason](name, times, t);
}

function tellMeasured(
  { engine, msPerStep, why = "" }: MeasuredEngine,
  isChosen: boolean,
  t: Translate,
): string {
  if (msPerStep === undefined) return t("{0} is out, {1}", engine, why.replace(/\.$/, ""));
  const time = significant(msPerStep, 3);
  return isChosen ? t("{0} ms a step", time) : `${engine} ${time}`;
}
