import { constants } from "node:fs";
import { access, copyFile, mkdir, readdir, rename, symlink } from "node:fs/promises";
import { join } from "node:path";
import { GloroError } from "../../../gloro/errors.js";
import { libraryFolder } from "./installation.js";
import type { Platform } from "./platform.js";

/** How files get into the installation: downloads are moved, what is the user's own is copied. */
export type Transfer = "move" | "copy";

/**
 * Puts TensorFlow's libraries, and CUDA's where they lie beside them, into an installation, under the
 * names by which they are asked for.
 *
 * @param from A folder that holds the folder `tensorflow` of a wheel, such as `site-packages`, or that folder, or one with `lib`.
 * @throws GloroError where there are none.
 */
export async function placeLibraries(
  from: string,
  folder: string,
  { libraries, links }: Platform,
  transfer: Transfer,
): Promise<void> {
  const source = await libraryFolderOf(from, libraries);
  const target = libraryFolder(folder);
  await mkdir(target, { recursive: true });
  for (const name of libraries)
    await transferFile(join(source, name), join(target, name), transfer);
  for (const [link, name] of Object.entries(links)) await symlink(name, join(target, link));
}

async function libraryFolderOf(from: string, libraries: readonly string[]): Promise<string> {
  for (const candidate of [join(from, "tensorflow"), from, join(from, "lib")])
    if (await allThere(libraries.map((name) => join(candidate, name)))) return candidate;
  throw new GloroError(
    `${from} does not hold ${libraries.join(" and ")}. Name a wheel of TensorFlow, or a site-packages folder that has it.`,
  );
}

/**
 * Puts the libraries of NVIDIA's wheels (`nvidia/<part>/lib`) where libtensorflow looks for them.
 * Returns the parts.
 */
export async function placeCuda(
  from: string,
  folder: string,
  transfer: Transfer,
): Promise<readonly string[]> {
  const source = join(from, "nvidia");
  const parts = (await allThere([source])) ? await readdir(source) : [];
  const placed: string[] = [];
  for (const part of parts) {
    const libraries = join(source, part, "lib");
    if (!(await allThere([libraries]))) continue;
    const target = join(folder, "deps", "nvidia", part, "lib");
    await mkdir(target, { recursive: true });
    for (const name of await readdir(libraries))
      if (name.includes(".so"))
        await transferFile(join(libraries, name), join(target, name), transfer);
    placed.push(part);
  }
  return placed;
}

async function transferFile(from: string, to: string, transfer: Transfer): Promise<void> {
  // Where the file system can, a copy shares the original's blocks.
  if (transfer === "move") await rename(from, to);
  else await copyFile(from, to, constants.COPYFILE_FICLONE);
}

async function allThere(paths: readonly string[]): Promise<boolean> {
  const checks = await Promise.allSettled(paths.map((path) => access(path)));
  return checks.every(({ status }) => status === "fulfilled");
}
