import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { copyFile, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { GloroError } from "../../../gloro/errors.js";
import { bindingFile, libraryFolder } from "./installation.js";
import { platformName } from "./platform.js";

const run = promisify(execFile);

/** Whether a compiled binding comes with this package for this kind of machine. */
export function bindingComesAlong(): boolean {
  return existsSync(shippedBinding());
}

/** Puts the binding that comes with this package into an installation. */
export async function copyBinding(folder: string): Promise<void> {
  const target = bindingFile(folder);
  await mkdir(dirname(target), { recursive: true });
  await copyFile(shippedBinding(), target);
}

/**
 * Compiles the binding from the sources that come with this package.
 *
 * @param headers The folder `include` of a wheel.
 * @throws GloroError where there is no compiler, or it fails.
 */
export async function compileBinding(folder: string, headers: string): Promise<void> {
  const target = bindingFile(folder);
  await mkdir(dirname(target), { recursive: true });
  const sources = join(packageFolder(), "dist", "tensorflow");
  const mac = process.platform === "darwin";
  const compiler = process.env["CXX"] ?? "g++";
  try {
    await run(compiler, [
      ...["-O2", "-std=c++17", "-shared", "-fPIC", "-DNAPI_VERSION=8"],
      ...[join(sources, "node-api"), headers, join(sources, "binding"), sources].map(
        (path) => `-I${path}`,
      ),
      ...["tfjs_backend.cc", "tfjs_binding.cc"].map((name) => join(sources, "binding", name)),
      ...[`-L${libraryFolder(folder)}`, "-ltensorflow", "-ltensorflow_framework"],
      ...(mac ? ["-undefined", "dynamic_lookup"] : []),
      `-Wl,-rpath,${mac ? "@loader_path" : "$ORIGIN"}/../../deps/lib`,
      ...["-o", target],
    ]);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT")
      throw new GloroError(
        `No C++ compiler was found (${compiler}); on ${platformName} TensorFlow's binding has to be compiled. Install g++ or clang++ (set CXX to name it), and run the command again.`,
      );
    const why = error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
    const line = why.split("\n").find((each) => each.includes("error")) ?? why.slice(0, 200);
    throw new GloroError(`${compiler} could not compile TensorFlow's binding: ${line}`);
  }
}

function shippedBinding(): string {
  return join(packageFolder(), bindingMedia, platformName, "tfjs_binding.node");
}

const bindingMedia = join("media", "tensorflow");

/** The package's folder, above this file in the sources, in the library and in the bundle. */
function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, bindingMedia)) && folder !== dirname(folder))
    folder = dirname(folder);
  return folder;
}
