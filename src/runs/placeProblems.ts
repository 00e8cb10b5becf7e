import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import * as z from "zod";
import { findSource } from "../data/sources/readSource.js";
import { GloroError } from "../gloro/errors.js";
import { configKeys } from "./config.js";
import type { ConfigPath, ConfigProblem } from "./configProblem.js";
import { suggestion } from "./nearestWord.js";

/** A path that a config names, and where in the config. */
interface NamedFile {
  readonly path: ConfigPath;
  readonly file: string | undefined;
}

/**
 * The files and data that a config names but that are not there, by their names alone: nothing is read.
 *
 * @param config a config's value as its file has it; what the schema refuses is passed over
 * @param folder the config's folder, which its paths are relative to
 */
export async function placeProblems(config: unknown, folder: string): Promise<ConfigProblem[]> {
  const keys = partial.safeParse(config).data;
  if (!keys) return [];
  const { data, architecture, from } = keys;
  const source: NamedFile =
    typeof data === "string"
      ? { path: ["data"], file: data }
      : { path: ["data", "path"], file: data?.path };
  const parts = typeof data === "object" ? data : {};
  const files: NamedFile[] = [
    { path: ["data", "train", "images"], file: parts.train?.images },
    { path: ["data", "train", "labels"], file: parts.train?.labels },
    { path: ["data", "test", "images"], file: parts.test?.images },
    { path: ["data", "test", "labels"], file: parts.test?.labels },
    { path: ["from"], file: from },
    {
      path: ["architecture", "module"],
      file:
        typeof architecture === "object" && "module" in architecture
          ? architecture.module
          : undefined,
    },
  ];
  return [
    ...(await sourceProblems(source, folder)),
    ...files.flatMap((named) => fileProblems(named, folder)),
  ];
}

const { shape } = configKeys;

const partial = z.object({
  data: shape.data.optional().catch(undefined),
  architecture: shape.architecture.optional().catch(undefined),
  from: shape.from.optional().catch(undefined),
});

async function sourceProblems({ path, file }: NamedFile, folder: string): Promise<ConfigProblem[]> {
  if (file === undefined) return [];
  try {
    await findSource(file, folder);
    return [];
  } catch (error) {
    if (!(error instanceof GloroError)) throw error;
    return [{ path, message: error.message, ...nearby(file, folder) }];
  }
}

function fileProblems({ path, file }: NamedFile, folder: string): ConfigProblem[] {
  if (file === undefined || existsSync(resolve(folder, file))) return [];
  const choice = nearby(file, folder);
  const rest = suggestion(basename(file), choice.choice?.known.map((name) => basename(name)) ?? []);
  return [{ path, message: `There is no ${resolve(folder, file)}${rest ?? "."}`, ...choice }];
}

/** The files beside a missing one, written as it was. */
function nearby(file: string, folder: string): Pick<ConfigProblem, "choice"> {
  const parent = dirname(resolve(folder, file));
  if (!existsSync(parent)) return {};
  const written = file.slice(0, file.length - basename(file).length);
  try {
    return { choice: { known: readdirSync(parent).map((name) => written + name) } };
  } catch {
    // What may not be listed offers nothing.
    return {};
  }
}
