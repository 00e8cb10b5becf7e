import type { EngineName } from "../../engine/engine.js";
import type { EngineChoice, MeasuredEngine } from "../../runs/engineChoice.js";

/** A run shorter than this gains less by another engine than measuring it takes, in milliseconds. */
const shortRunMs = 120_000;

/** Of the time that the run takes, what each engine may be measured for at most. */
const patienceShare = 0.1;
const longestPatienceMs = 60_000;

/** What a choice is made of. */
export interface ChoiceParts {
  /** The engine that is loaded whatever is chosen. */
  readonly own: EngineName;
  /** The engines that may be chosen beside it. */
  readonly others: readonly EngineName[];
  /** Steps that the run has left. */
  readonly steps: number;
  /** What earlier measurements of this step on this machine gave. */
  readonly remembered: readonly MeasuredEngine[] | undefined;
  /** Milliseconds a step on `own`. */
  readonly measureOwn: () => Promise<number>;
  /** Whether the memory has room for a second engine. */
  readonly hasRoom: () => boolean;
  /** Milliseconds a step on another engine. Rejects where it fails, or takes longer than `patienceMs`. */
  readonly measure: (engine: EngineName, patienceMs: number) => Promise<number>;
  readonly isStopped: () => boolean;
}

/**
 * Chooses the fastest engine for a run.
 *
 * @returns nothing where the run was stopped before it was chosen
 * @throws as `measureOwn` does
 */
export async function chooseEngine(parts: ChoiceParts): Promise<EngineChoice | undefined> {
  const { own, others, remembered } = parts;
  if (others.length === 0) return { name: own, reason: "onlyOne" };
  if (remembered) {
    return { name: fastestOf(remembered), reason: "remembered", measured: [...remembered] };
  }
  const msPerStep = await parts.measureOwn();
  const measured: MeasuredEngine[] = [{ engine: own, msPerStep }];
  const runMs = msPerStep * parts.steps;
  if (runMs < shortRunMs) return { name: own, reason: "shortRun", measured };
  if (!parts.hasRoom()) return { name: own, reason: "noRoom", measured };
  const patienceMs = Math.min(longestPatienceMs, patienceShare * runMs);
  for (const engine of others) {
    if (parts.isStopped()) return undefined;
    measured.push(await measureOther(engine, patienceMs, parts));
  }
  if (parts.isStopped()) return undefined;
  return { name: fastestOf(measured), reason: "fastest", measured };
}

async function measureOther(
  engine: EngineName,
  patienceMs: number,
  { measure }: ChoiceParts,
): Promise<MeasuredEngine> {
  try {
    return { engine, msPerStep: await measure(engine, patienceMs) };
  } catch (error) {
    return { engine, why: error instanceof Error ? error.message : String(error) };
  }
}

/** The engine with the shortest step; of two that are as fast, and where none ran, the first, a run's own. */
export function fastestOf(measured: readonly MeasuredEngine[]): string {
  const timeOf = ({ msPerStep = Infinity }: MeasuredEngine) => msPerStep;
  return measured.reduce((best, each) => (timeOf(each) < timeOf(best) ? each : best)).engine;
}
