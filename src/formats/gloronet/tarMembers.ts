import { pipeline } from "node:stream/promises";
import { extract } from "tar-stream";
import type { Header } from "tar-stream";
import { GloroError } from "../../gloro/errors.js";
import type { GloronetLimits } from "./gloronetLimits.js";
import { checkMemberName, memberKind } from "./memberNames.js";
import type { MemberKind } from "./memberNames.js";

/** A regular file of an archive. */
export interface TarMember {
  readonly name: string;
  readonly kind: MemberKind;
  readonly bytes: Buffer;
}

/**
 * The files of a tar archive. Nothing is written to the disk.
 *
 * @throws GloroError for links and devices, names that lead elsewhere, a second model or config, and
 * members that are too many or too large
 */
export async function tarMembers(
  archive: AsyncIterable<Buffer>,
  limits: GloronetLimits,
): Promise<TarMember[]> {
  const members: TarMember[] = [];
  let entries = 0;
  const archiveMembers = extract();
  archiveMembers.on("entry", (header, content, next) => {
    // The archive fails with its member; unheard, the member's error would end the process.
    content.on("error", () => undefined);
    try {
      if (++entries > limits.members) {
        throw new GloroError(`it has more than ${limits.members} members.`);
      }
      const name = nameOf(header);
      if (header.type !== "directory") checkFile(name, header, members, limits);
      const pieces: Uint8Array[] = [];
      content.on("data", (piece) => pieces.push(piece as Uint8Array));
      content.on("end", () => {
        if (header.type !== "directory") {
          members.push({ name, kind: memberKind(name), bytes: Buffer.concat(pieces) });
        }
        next();
      });
    } catch (error) {
      next(error as Error);
    }
  });
  try {
    await pipeline(archive, archiveMembers);
  } catch (error) {
    if (error instanceof GloroError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new GloroError(`it is no tar archive, or a damaged one: ${reason}.`);
  }
  return members;
}

function nameOf({ name, type }: Header): string {
  checkMemberName(name);
  if (type !== "file" && type !== "contiguous-file" && type !== "directory") {
    // Beside its declared types, the package says null for one that it does not know.
    const found = (type as string | null) ?? "member of unknown type";
    throw new GloroError(
      `its member ${JSON.stringify(name)} is a ${found}; files and folders are read.`,
    );
  }
  return name
    .split("/")
    .filter((part) => part !== "." && part !== "")
    .join("/");
}

function checkFile(
  name: string,
  { size }: Header,
  before: readonly TarMember[],
  limits: GloronetLimits,
): void {
  const most: { [K in MemberKind]: number } = {
    model: limits.inflatedBytes,
    config: limits.configBytes,
    extra: limits.extraBytes,
  };
  const kind = memberKind(name);
  if (size > most[kind]) {
    throw new GloroError(`its member "${name}" has ${size} bytes; ${most[kind]} are read.`);
  }
  const other = before.find((member) =>
    kind === "extra" ? member.name === name : member.kind === kind,
  );
  if (other) {
    throw new GloroError(
      `it has both "${other.name}" and "${name}", and Python reads the last: it has one model (.h5) and one config (.json).`,
    );
  }
}
