import type { BuildOptions } from "esbuild";

/** What Node runs of the package, beside VS Code: a bundle's name, and the source that it begins with. */
export const programs = {
  gloro: "src/cli/main.ts",
  trainer: "src/trainer/main.ts",
  engineProbe: "src/trainer/engineChoice/probeMain.ts",
  inquiryProcess: "src/extension/inquiries/main.ts",
  batchWorker: "src/data/batchWorker.ts",
  hdf5Worker: "src/formats/keras/hdf5Worker.ts",
  sessionWorker: "src/engine/onnx/sessionWorker.ts",
  layerBoundWorker: "src/certify/layerBoundWorker.ts",
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

/** jsonc-parser's other form loads its parts by a `require` that no bundler sees. */
export const mainFields = ["module", "main"];

/**
 * How the extension itself is: one CommonJS file, because VS Code answers each import of an ES module from
 * another thread, which made most of the extension's activation.
 */
export const extensionOptions = {
  entryPoints: { extension: "src/extension/main.ts" },
  outExtension: { ".js": ".cjs" },
  bundle: true,
  minifySyntax: true,
  minifyWhitespace: true,
  format: "cjs",
  platform: "node",
  target: "node20",
  mainFields,
  external: ["vscode"],
  define: { "import.meta.url": "bundleUrl" },
  banner: { js: 'const bundleUrl = require("node:url").pathToFileURL(__filename).href;' },
  logLevel: "warning",
} satisfies BuildOptions;
