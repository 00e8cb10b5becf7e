import { GloroError } from "../../gloro/errors.js";
import { GloronetError } from "../gloronetError.js";
import { readKerasH5 } from "../keras/readKerasH5.js";
import { readModelFile } from "../readModelFile.js";
import { parseGloronetConfig } from "./gloronetConfig.js";
import type { GloronetConfig, GloronetFile } from "./gloronetFile.js";
import { gloronetLimits } from "./gloronetLimits.js";
import type { GloronetLimits } from "./gloronetLimits.js";
import { gunzip } from "./gunzip.js";
import { tarMembers } from "./tarMembers.js";
import type { TarMember } from "./tarMembers.js";

interface GloronetSource {
  /** Names bytes in refusals. */
  readonly where?: string;
  readonly limits?: Partial<GloronetLimits>;
}

/**
 * Reads a `.gloronet` file of either release of the Python library, or of ours; also from someone who
 * means ill: nothing of it is run or written to the disk, no other file is opened, and time and
 * memory are limited.
 *
 * @param source a path, or the file's bytes
 * @throws GloronetError
 */
export function readGloronet(
  source: string | Uint8Array,
  options: GloronetSource = {},
): Promise<GloronetFile> {
  return withMembers(source, options, async (members, file, limits) => {
    const model = memberOf(members, "model", "f.h5");
    const config = parseGloronetConfig(memberOf(members, "config", "config.json").bytes);
    const folder = model.name.slice(0, model.name.lastIndexOf("/") + 1);
    return {
      ...config,
      model: await readKerasH5(model.bytes, { where: `${file}, ${model.name}`, limits }),
      extra: Object.fromEntries(
        members
          .filter(({ kind }) => kind === "extra")
          .map(({ name, bytes }) => [withoutFolder(name, folder), bytes]),
      ),
    };
  });
}

/**
 * What a `.gloronet` file says of itself, as safely as {@link readGloronet}, without a look at its
 * weights: for a list of many files.
 *
 * @throws GloronetError
 */
export function readGloronetConfig(file: string): Promise<GloronetConfig> {
  return withMembers(file, {}, (members) => {
    memberOf(members, "model", "f.h5");
    return parseGloronetConfig(memberOf(members, "config", "config.json").bytes);
  });
}

async function withMembers<T>(
  source: string | Uint8Array,
  { where = "the network", limits }: GloronetSource,
  use: (members: TarMember[], file: string, limits: GloronetLimits) => T | Promise<T>,
): Promise<T> {
  const file = typeof source === "string" ? source : where;
  const compressed = typeof source === "string" ? await readModelFile(source) : source;
  const all = { ...gloronetLimits, ...limits };
  try {
    return await use(await tarMembers(gunzip(compressed, all), all), file, all);
  } catch (error) {
    if (error instanceof GloroError && !(error instanceof GloronetError)) {
      throw new GloronetError(file, error.message);
    }
    throw error;
  }
}

function memberOf(
  members: readonly TarMember[],
  kind: TarMember["kind"],
  usual: string,
): TarMember {
  const member = members.find((one) => one.kind === kind);
  if (member) return member;
  throw new GloroError(`it has no ${usual}. Save the network again.`);
}

function withoutFolder(name: string, folder: string): string {
  if (name.startsWith(folder)) return name.slice(folder.length);
  throw new GloroError(`its member "${name}" lies outside of the model's folder "${folder}".`);
}
