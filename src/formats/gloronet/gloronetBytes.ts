import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { pack } from "tar-stream";

const compress = promisify(gzip);

/** The archive that Python unpacks: a folder, and files in it, as a gzip file. */
export async function gloronetBytes(
  folder: string,
  members: Readonly<Record<string, Uint8Array>>,
): Promise<Buffer> {
  const archive = pack();
  archive.entry({ name: `${folder}/`, type: "directory" });
  for (const [name, bytes] of Object.entries(members)) {
    archive.entry(
      { name: `${folder}/${name}` },
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    );
  }
  archive.finalize();
  return compress(await buffer(archive));
}
