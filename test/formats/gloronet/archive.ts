import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { pack } from "tar-stream";
import type { Header } from "tar-stream";

/** A member of an archive made by hand. */
export type Member = Partial<Header> & { name: string; content?: string | Uint8Array };

/** An archive of any members, gzipped. */
export async function archiveOf(members: readonly Member[]): Promise<Buffer> {
  const archive = pack();
  for (const { content = "", ...header } of members) {
    archive.entry(header, Buffer.from(content as string));
  }
  archive.finalize();
  return gzipSync(await buffer(archive));
}
