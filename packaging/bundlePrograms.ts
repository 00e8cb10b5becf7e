import { build } from "esbuild";
import type { Plugin } from "esbuild";
import { resolve } from "node:path";
import { programOptions, programs } from "./programs.js";

/**
 * What stays outside: VS Code's own module; packages that load a native library beside their code;
 * and `long`, which protobufjs asks for by a `require` that no bundler sees.
 */
const outside = ["vscode", "onnxruntime-node", "@img/*", "long"];

/** TF.js's packages call their CommonJS files free of side effects, but backends register themselves there. */
const withSideEffects: Plugin = {
  name: "with-side-effects",
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^@tensorflow\// }, async ({ path, pluginData, ...importer }) => {
      if (pluginData === withSideEffects) return undefined;
      const found = await resolve(path, { ...importer, pluginData: withSideEffects });
      return { ...found, sideEffects: true };
    });
  },
};

/**
 * Bundles the programs with the packages that they import, into `outdir`.
 * @returns the folders of the packages that are in the bundles.
 */
export async function bundlePrograms(outdir: string): Promise<string[]> {
  const { metafile } = await build({
    ...programOptions,
    entryPoints: programs,
    outdir,
    external: outside,
    plugins: [withSideEffects],
    // Names are kept: errors and TF.js's registries tell them.
    minifyWhitespace: true,
    minifySyntax: true,
    // HDF5's library is text of which each byte would else become four.
    charset: "utf8",
    legalComments: "none",
    metafile: true,
  });
  return packagesOf(Object.keys(metafile.inputs).map((input) => resolve(input)));
}

/** The folders of the packages that files belong to. */
export function packagesOf(files: readonly string[]): string[] {
  const folders = files.flatMap((file) => /^.*[\\/]node_modules[\\/](@[^\\/]+[\\/])?[^\\/]+/.exec(file)?.[0] ?? []);
  return [...new Set(folders)].sort();
}
