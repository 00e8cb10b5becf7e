import { arch, cpus, release, totalmem } from "node:os";
import * as z from "zod";

/** environment.json: what a run was started with, on which machine. */
export const environmentSchema = z.looseObject({
  engine: z.string(),
  threads: z.int().optional(),
  /** Versions of the program and of what it computes with, by name. */
  versions: z.record(z.string(), z.string()),
  node: z.string(),
  platform: z.string(),
  cpu: z.string(),
  cores: z.int(),
  memoryBytes: z.number(),
  /** The command that started the run, and its folder. */
  command: z.array(z.string()),
  workingFolder: z.string(),
});

export type Environment = z.output<typeof environmentSchema>;

/** Describes this process and machine, for a run that starts here. */
export function describeEnvironment(own: {
  engine: string;
  threads?: number;
  versions: Record<string, string>;
}): Environment {
  const processors = cpus();
  return {
    ...own,
    node: process.version,
    platform: `${process.platform} ${release()} ${arch()}`,
    cpu: processors[0]?.model ?? "unknown",
    cores: processors.length,
    memoryBytes: totalmem(),
    command: process.argv,
    workingFolder: process.cwd(),
  };
}
