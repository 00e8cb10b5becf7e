import { build as bundle } from "esbuild";
import type { Plugin } from "esbuild";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { mainFields, extensionOptions, programOptions, programs } from "./programs.js";

/**
 * What stays outside: packages that load a native library beside their code;
 * and `long`, which protobufjs asks for by a `require` that no bundler sees.
 */
const outside = ["onnxruntime-node", "@img/sharp-*", "long"];

/**
 * TF.js's packages as Node loads them, and whole: they call these files free of side effects, although a
 * backend registers itself there.
 */
const wholeTfjs: Plugin = {
  name: "whole-tfjs",
  setup: (build) => {
    build.onResolve({ filter: /^@tensorflow\// }, ({ path, resolveDir }) => ({
      path: createRequire(join(resolveDir, "importer")).resolve(path),
      sideEffects: true,
    }));
  },
};

/**
 * Bundles the programs of the repository at `root` with the packages that they import, into `outdir`.
 * @returns the folders of the packages that are in the bundles.
 */
export async function bundlePrograms(root: string, outdir: string): Promise<string[]> {
  const common = { absWorkingDir: root, outdir, legalComments: "none", metafile: true } as const;
  const extension = await bundle({ ...extensionOptions, ...common });
  const others = await bundle({
    ...programOptions,
    ...common,
    entryPoints: programs,
    external: outside,
    plugins: [wholeTfjs],
    mainFields,
    // Names are kept: errors and TF.js's registries tell them.
    minifyWhitespace: true,
    minifySyntax: true,
    // HDF5's library is text of which each byte would else become four.
    charset: "utf8",
  });
  const inputs = [extension, others].flatMap(({ metafile }) => Object.keys(metafile.inputs));
  return packagesOf(inputs.map((input) => resolve(root, input)));
}

/** The folders of the packages that files belong to. */
export function packagesOf(files: readonly string[]): string[] {
  const folders = files.flatMap(
    (file) => /^.*[\\/]node_modules[\\/](@[^\\/]+[\\/])?[^\\/]+/.exec(file)?.[0] ?? [],
  );
  return [...new Set(folders)].sort();
}
