import { createHash } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { cpus, homedir } from "node:os";
import { dirname, join } from "node:path";
import * as z from "zod";
import packageJson from "../../../package.json" with { type: "json" };
import { replaceFile } from "../../formats/replaceFile.js";
import type { Network } from "../../gloro/network.js";
import type { Config } from "../../runs/config.js";
import { measuredEngineSchema } from "../../runs/engineChoice.js";
import type { EngineChoice, MeasuredEngine } from "../../runs/engineChoice.js";
import { fastestOf } from "./chooseEngine.js";

/** Programs that are remembered at most; the oldest is forgotten first. */
const mostRemembered = 200;

const memorySchema = z.array(
  z.object({ key: z.string(), measured: z.array(measuredEngineSchema).min(1) }),
);

/** What a step's time depends on beside the step and the processor. */
export interface EnginesHere {
  readonly versions: readonly { readonly name: string; readonly version: string }[];
  /** The card's name. */
  readonly gpu: string | undefined;
}

/** The file of what was measured for this user: `gloro/engine-choices.json` where programs keep their caches. */
export function choiceFile(environment: NodeJS.ProcessEnv = process.env): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = environment;
  const cache =
    (process.platform === "win32" ? LOCALAPPDATA : XDG_CACHE_HOME) ?? join(homedir(), ".cache");
  return join(cache, "gloro", "engine-choices.json");
}

/** What was measured of a program; nothing where it was not, or the file cannot be read. */
export function recallMeasured(key: string, file: string): readonly MeasuredEngine[] | undefined {
  return readMemory(file).find((entry) => entry.key === key)?.measured;
}

/** What "auto" chose when it measured the last time; nothing where it never did. */
export function latestChoice(file: string = choiceFile()): EngineChoice | undefined {
  const measured = readMemory(file).at(-1)?.measured;
  return measured && { name: fastestOf(measured), reason: "remembered", measured };
}

/** Remembers what was measured. A disk that refuses is no error: it is measured again. */
export function rememberMeasured(
  key: string,
  measured: readonly MeasuredEngine[],
  file: string,
): void {
  const others = readMemory(file).filter((entry) => entry.key !== key);
  const entries = [...others, { key, measured }].slice(-mostRemembered);
  try {
    mkdirSync(dirname(file), { recursive: true });
    replaceFile(file, JSON.stringify(entries));
  } catch {
    // The next run measures again.
  }
}

/**
 * Names a training step, the engines that may run it and the machine: with another of these the times
 * would be others.
 */
export function choiceKey(
  { batchSize, loss, optimizer, powerIterations, relaxation }: Config,
  { inputShape, layers, parameters }: Network,
  { versions, gpu }: EnginesHere,
): string {
  const processors = cpus();
  const program = [
    packageJson.version,
    inputShape,
    layers.map(({ name, config }) => ({ name, ...config })),
    Object.entries(parameters).map(([name, { shape }]) => [name, shape]),
    { batchSize, loss, optimizer, powerIterations, relaxation },
  ];
  const machine = [processors[0]?.model, processors.length, gpu ?? null, versions];
  return createHash("sha256")
    .update(JSON.stringify([program, machine]))
    .digest("hex");
}

function readMemory(file: string): z.output<typeof memorySchema> {
  try {
    return memorySchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    // None yet, or one that is damaged: it is written anew.
    return [];
  }
}
