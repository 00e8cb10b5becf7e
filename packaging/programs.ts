import type { BuildOptions } from "esbuild";

/** What Node runs of the package: a bundle's name, and the source that it begins with. */
export const programs = {
  gloro: "src/cli/main.ts",
  extension: "src/extension/main.ts",
  trainer: "src/trainer/main.ts",
  inquiryProcess: "src/extension/inquiries/main.ts",
  batchWorker: "src/data/batchWorker.ts",
  hdf5Worker: "src/formats/keras/hdf5Worker.ts",
} as const;

/** How they are bundled, whatever stays outside of the bundles. */
export const programOptions = {
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  banner: {
    js: 'import { createRequire as createBundleRequire } from "node:module"; const require = createBundleRequire(import.meta.url);',
  },
  logLevel: "warning",
} satisfies BuildOptions;
