import { basename } from "node:path";
import { GloroError } from "../../gloro/errors.js";
import { GloronetError } from "../gloronetError.js";
import { kerasH5Bytes } from "../keras/kerasH5Bytes.js";
import { writeModelFile } from "../writeModelFile.js";
import { gloronetBytes } from "./gloronetBytes.js";
import { printGloronetConfig } from "./gloronetConfig.js";
import type { Dialect, GloronetFile } from "./gloronetFile.js";
import { gloronetLimits } from "./gloronetLimits.js";
import { checkMemberName, memberKind } from "./memberNames.js";

const suffix = ".gloronet";

/**
 * Writes a `.gloronet` file that the Python library loads, at once: a reader sees the old file or the
 * new.
 *
 * @throws GloronetError for what the reader would refuse, a frozen net in another dialect than HEAD,
 * and a disk that refuses
 */
export async function writeGloronet(
  path: string,
  file: Omit<GloronetFile, "dialect">,
  { dialect }: { dialect: Dialect },
): Promise<void> {
  try {
    const config = printGloronetConfig({ ...file, dialect });
    for (const [name, bytes] of Object.entries(file.extra)) checkExtra(name, bytes);
    const members = {
      "config.json": new TextEncoder().encode(config),
      "f.h5": await kerasH5Bytes(file.model, path),
      ...file.extra,
    };
    writeModelFile(path, await gloronetBytes(basename(path, suffix), members));
  } catch (error) {
    if (error instanceof GloroError && !(error instanceof GloronetError)) {
      throw new GloronetError(path, error.message);
    }
    throw error;
  }
}

function checkExtra(name: string, { length }: Uint8Array): void {
  checkMemberName(name);
  if (memberKind(name) !== "extra") {
    throw new GloroError(`the member "${name}" would be taken for the model or its config.`);
  }
  if (length > gloronetLimits.extraBytes) {
    throw new GloroError(
      `the member "${name}" has ${length} bytes; ${gloronetLimits.extraBytes} are read.`,
    );
  }
}
