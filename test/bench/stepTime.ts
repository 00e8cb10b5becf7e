import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));

/** What a process that times training steps prints as its last line. */
export interface StepTime {
  readonly ms_per_step: { readonly median: number; readonly p10: number; readonly min: number };
  /** Of convolutions and products, in one step. */
  readonly multiply_adds?: number;
  /** What computed. */
  readonly device?: string;
}

/** Something that takes training steps; undefined where it does not run this workload here. */
export type Contender<Workload> = (workload: Workload) => Promise<StepTime | undefined>;

/** A contender, and in how many of the rounds it takes part. */
export interface Entry<Workload> {
  readonly take: Contender<Workload>;
  readonly rounds: number;
}

/** Times contenders in turn, round by round, so that the machine's moods meet all of them. */
export async function interleavedRounds<Workload>(
  contenders: Readonly<Record<string, Entry<Workload>>>,
  workload: Workload,
): Promise<ReadonlyMap<string, readonly StepTime[]>> {
  const times = new Map<string, StepTime[]>();
  const rounds = Math.max(0, ...Object.values(contenders).map((entry) => entry.rounds));
  for (let round = 0; round < rounds; round++)
    for (const [name, contender] of Object.entries(contenders)) {
      if (round >= contender.rounds) continue;
      const time = await contender.take(workload);
      if (time) times.set(name, [...(times.get(name) ?? []), time]);
    }
  return times;
}

/** The middle of what several rounds measured. */
export function middleOf(
  measured: readonly StepTime[],
  key: keyof StepTime["ms_per_step"],
): number {
  const values = measured.map((time) => time.ms_per_step[key]).sort((a, b) => a - b);
  return values[Math.floor(values.length / 2)] ?? NaN;
}

/** A TypeScript file of the project, which times steps in a process of its own. */
export function timeByNode(script: string, args: readonly string[]): Promise<StepTime> {
  return timeBy(process.execPath, ["--import", "tsx", script, ...args]);
}

/** A script beside this file, run by the Python that a variable names; undefined where it names none. */
export async function timeByPython(
  variable: string,
  script: string,
  args: readonly string[],
): Promise<StepTime | undefined> {
  const interpreter = process.env[variable];
  if (interpreter === undefined) return undefined;
  return timeBy(interpreter, [`test/bench/${script}`, ...args]);
}

async function timeBy(command: string, args: readonly string[]): Promise<StepTime> {
  const { stdout } = await run(command, args, { cwd: root, maxBuffer: 2 ** 26 });
  const text = stdout.slice(stdout.lastIndexOf("\n{") + 1).trim();
  const parsed: unknown = JSON.parse(text);
  if (!isStepTime(parsed))
    throw new Error(`${command} printed no step time: ${text.slice(0, 200)}`);
  return parsed;
}

function isStepTime(value: unknown): value is StepTime {
  return typeof value === "object" && value !== null && "ms_per_step" in value;
}
