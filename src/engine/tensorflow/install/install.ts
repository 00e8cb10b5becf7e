import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { GloroError } from "../../../gloro/errors.js";
import { loadBinding } from "../binding.js";
import { tensorflowEngine } from "../tensorflowEngine.js";
import { fetchPackages } from "./fetchPackages.js";
import type { Installation } from "./installation.js";
import { bindingFile, enginesFolder, recordName, tensorflowFolder } from "./installation.js";
import { placeCuda, placeLibraries } from "./libraries.js";
import type { Transfer } from "./libraries.js";
import { bindingComesAlong, compileBinding, copyBinding } from "./placeBinding.js";
import type { Platform } from "./platform.js";
import { platformOf } from "./platform.js";
import { checkDriver, checkSpace, fullDisk } from "./requirements.js";
import { selfCheck } from "./selfCheck.js";
import { sizeOfFolder } from "./sizeOfFolder.js";
import { unpackWheel } from "./unpackWheel.js";

/** What to install, and how to tell about it. */
export interface InstallOptions {
  /** Whether to get the libraries of CUDA too. */
  readonly cuda?: boolean;
  /** A wheel, a folder of unpacked ones or a `site-packages`; downloaded where left out. */
  readonly from?: string | undefined;
  /** Hears what is being done, and how much was downloaded so far. */
  readonly onProgress?: (doing: string) => void;
  readonly signal?: AbortSignal;
}

/**
 * Installs TensorFlow's libraries for this user, and checks them by a training step. What was installed
 * before stays until then.
 *
 * @throws GloroError with what is missing: pip, a compiler, space, a driver, or a machine for which there is a library.
 */
export async function installTensorflow(options: InstallOptions = {}): Promise<Installation> {
  const { cuda = false, from } = options;
  const platform = platformOf();
  if (cuda) checkCuda(platform);
  const root = enginesFolder();
  const [partial, downloads] = [join(root, "tensorflow.partial"), join(root, "downloads")];
  await checkSpace(root, cuda, await sizeOfFolder(downloads));
  try {
    await rm(partial, { recursive: true, force: true });
    await mkdir(partial, { recursive: true });
    const sources =
      from === undefined ? await fetchPackages(downloads, platform, options) : [resolve(from)];
    const source = from === undefined ? sources.join(", ") : resolve(from);
    await assemble(partial, sources, platform, options);
    const installed = await swapIn(partial, source, cuda, options);
    await rm(downloads, { recursive: true, force: true });
    return installed;
  } catch (error) {
    throw fullDisk(error, root) ?? error;
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** Removes the installed TensorFlow and what was downloaded; false where there was none. */
export async function removeTensorflow(): Promise<boolean> {
  const folder = tensorflowFolder();
  const there = existsSync(folder);
  await rm(folder, { recursive: true, force: true });
  await rm(join(enginesFolder(), "downloads"), { recursive: true, force: true });
  return there;
}

function checkCuda({ cudaPackage }: Platform): void {
  if (cudaPackage === undefined)
    throw new GloroError(
      "There is no TensorFlow with CUDA for this kind of machine. Leave out --cuda.",
    );
  checkDriver();
}

/** Puts libraries and binding of all sources into `folder`. */
async function assemble(
  folder: string,
  sources: readonly string[],
  platform: Platform,
  { onProgress = () => undefined, signal, cuda = false }: InstallOptions,
): Promise<void> {
  const unpacked = join(folder, "unpacked");
  const compiles = !bindingComesAlong();
  let [from, transfer]: [string, Transfer] = [unpacked, "move"];
  for (const source of sources) {
    if (!existsSync(source)) throw new GloroError(`There is no file or folder ${source}.`);
    if (statSync(source).isDirectory()) [from, transfer] = [source, "copy"];
    else {
      onProgress(`Unpacking ${source}`);
      await unpackWheel(source, unpacked, (name) => isWanted(name, platform, compiles), signal);
    }
  }
  onProgress(transfer === "copy" ? `Copying from ${from}` : "Placing the libraries");
  await placeLibraries(from, folder, platform, transfer);
  if (cuda && (await placeCuda(from, folder, transfer)).length === 0)
    throw new GloroError(
      `${from} does not hold the libraries of CUDA (a folder "nvidia"). Leave out --cuda, or --from.`,
    );
  if (compiles) {
    onProgress("Compiling the binding");
    await compileBinding(folder, headersOf(from));
  } else await copyBinding(folder);
  await rm(unpacked, { recursive: true, force: true });
}

/** The members of a wheel that are used: the libraries, CUDA's, and the headers where a binding is compiled. */
function isWanted(name: string, { libraries }: Platform, compiles: boolean): boolean {
  return (
    libraries.some((library) => name === `tensorflow/${library}`) ||
    /^nvidia\/[^/]+\/lib\/[^/]+\.so[.\d]*$/.test(name) ||
    (compiles && /^tensorflow\/include\/(tensorflow|xla|tsl)\/.*\.h$/.test(name))
  );
}

function headersOf(from: string): string {
  const headers = [join(from, "tensorflow", "include"), join(from, "include")].find((each) =>
    existsSync(each),
  );
  if (headers === undefined)
    throw new GloroError(`${from} holds no headers (include), with which the binding is compiled.`);
  return headers;
}

/** Makes `partial` the installation once it has taken a training step; else the one before comes back. */
async function swapIn(
  partial: string,
  source: string,
  cuda: boolean,
  { onProgress = () => undefined }: InstallOptions,
): Promise<Installation> {
  const folder = tensorflowFolder();
  const previous = `${folder}.previous`;
  await rm(previous, { recursive: true, force: true });
  if (existsSync(folder)) await rename(folder, previous);
  try {
    await rename(partial, folder);
    onProgress("Checking by a training step");
    const binding = loadBinding(bindingFile(folder));
    await selfCheck(tensorflowEngine(binding));
    const record = { version: binding.TF_Version, cuda, source };
    await writeFile(join(folder, recordName), `${JSON.stringify(record, undefined, 2)}\n`);
    return { folder, ...record };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    if (existsSync(previous)) await rename(previous, folder);
    throw error;
  } finally {
    await rm(previous, { recursive: true, force: true });
  }
}
