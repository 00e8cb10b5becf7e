import { closeSync, createReadStream, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { Unzip, UnzipInflate } from "fflate";
import { GloroError } from "../../../gloro/errors.js";

/**
 * Unpacks the members of a wheel (a zip file) for which `wanted` holds into `folder`, as it reads: no
 * member lies in memory as a whole. Returns their names.
 *
 * @throws GloroError where the file is no zip file or ends too early; then `folder` holds a part.
 */
export async function unpackWheel(
  wheel: string,
  folder: string,
  wanted: (name: string) => boolean,
  signal?: AbortSignal,
): Promise<string[]> {
  const begun = new Map<string, { readonly descriptor: number; left: number }>();
  const finished: string[] = [];
  let failure: Error | undefined;
  const unzip = new Unzip((member) => {
    const { name, originalSize } = member;
    // A name with ".." could lie anywhere.
    if (!wanted(name) || name.split("/").includes("..")) return;
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    const open = { descriptor: openSync(file, "w"), left: originalSize ?? NaN };
    begun.set(name, open);
    member.ondata = (error, chunk, final) => {
      if (error) {
        failure ??= error;
        return;
      }
      writeSync(open.descriptor, chunk);
      open.left -= chunk.length;
      if (!final) return;
      closeSync(open.descriptor);
      begun.delete(name);
      if (open.left !== 0 && !Number.isNaN(open.left)) failure ??= new Error(name);
      finished.push(name);
    };
    member.start();
  });
  unzip.register(UnzipInflate);
  try {
    for await (const chunk of createReadStream(wheel, {
      highWaterMark: 2 ** 20,
      ...(signal && { signal }),
    })) {
      unzip.push(chunk as Uint8Array);
      if (failure) break;
    }
    if (!failure) unzip.push(new Uint8Array(), true);
  } catch (error) {
    // What fflate throws has its own code, a number; errors of files are as Node gives them.
    if (!(error instanceof Error) || ("code" in error && typeof error.code === "string"))
      throw error;
    failure = error;
  } finally {
    for (const { descriptor } of begun.values()) closeSync(descriptor);
  }
  // Not the wheel's fault: a full disk, say.
  if (failure && "code" in failure && typeof failure.code === "string") throw failure;
  if (failure || begun.size > 0 || finished.length === 0)
    throw new GloroError(
      `${wheel} is not a whole wheel${failure ? ` (${failure.message})` : ""}. Remove it and run the command again.`,
    );
  return finished;
}
