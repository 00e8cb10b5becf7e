import { arch, cpus, release, totalmem } from "node:os";
import * as z from "zod";

/** environment.json: what a run was started with, on which machine. */
export const environmentSchema = z.looseObject({
  engine: z.string(),
  threads: z.int().optional(),
  /** What training computes with: `tf32` tells whether float32 products may round their operands to TF32. */
  arithmetic: z
    .looseObject({ precision: z.string(), tf32: z.boolean(), xla: z.boolean() })
    .optional(),
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
  precision?: string | undefined;
  xla?: boolean | undefined;
  versions: Record<string, string>;
}): Environment {
  const processors = cpus();
  const { precision = "float32", xla = false, ...rest } = own;
  return {
    ...rest,
    // Forbidden where TensorFlow is loaded (src/engine/tensorflow/binding.ts); other engines have none.
    arithmetic: { precision, tf32: false, xla },
    node: process.version,
    platform: `${process.platform} ${release()} ${arch()}`,
    cpu: processors[0]?.model ?? "unknown",
    cores: processors.length,
    memoryBytes: totalmem(),
    command: process.argv,
    workingFolder: process.cwd(),
  };
}
