/*
 * Compiles the Node-API binding of @tensorflow/tfjs-node for this machine into media/tensorflow, from the
 * sources that `npm run build` lays into dist/tensorflow.
 *
 *   npm run build && npm run binding -- WHEEL      with a wheel of tensorflow-cpu, for its headers and libraries
 *
 * Node-API and TensorFlow's C API are stable: one build serves every Node and every TensorFlow from 2.15 on.
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { bindingFile } from "./src/engine/tensorflow/install/installation.ts";
import { placeLibraries } from "./src/engine/tensorflow/install/libraries.ts";
import { compileBinding } from "./src/engine/tensorflow/install/placeBinding.ts";
import { platformName, platformOf } from "./src/engine/tensorflow/install/platform.ts";
import { unpackWheel } from "./src/engine/tensorflow/install/unpackWheel.ts";

const [wheel] = process.argv.slice(2);
if (!wheel) throw new Error("Name a wheel of tensorflow-cpu: npm run binding -- WHEEL");

const folder = mkdtempSync(join(tmpdir(), "gloro-binding-"));
try {
  await unpackWheel(wheel, folder, (name) =>
    /^tensorflow\/(lib[^/]+|include\/(tensorflow|xla|tsl)\/.*\.h)$/.test(name),
  );
  await placeLibraries(folder, folder, platformOf(), "move");
  await compileBinding(folder, join(folder, "tensorflow/include"));
  const target = `media/tensorflow/${platformName}/tfjs_binding.node`;
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(bindingFile(folder), target);
  execFileSync(
    "strip",
    process.platform === "darwin" ? ["-x", target] : ["--strip-unneeded", target],
  );
  console.log(`${target}: ${statSync(target).size} bytes`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
