// Builds dist/: the command, the extension, the child processes, the library and the published schema.
import { build } from "esbuild";
import { cp, rm, writeFile } from "node:fs/promises";
import { extensionOptions, programOptions, programs } from "./packaging/programs.ts";

await rm("dist", { recursive: true, force: true });

// TF.js stays outside the bundles, so that its registries are one with those of a user's module. It is
// required, because Node reads every line of an imported CommonJS module for its names: a quarter of a second
// of each command that computes.
const requiredTfjs = {
  name: "required-tfjs",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@tensorflow\// }, ({ path, namespace }) =>
      namespace === "required" ? { path, external: true } : { path, namespace: "required" },
    );
    onLoad({ filter: /.*/, namespace: "required" }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(path)});`,
    }));
  },
};

// Pure packages that every start needs come along: each file that Node resolves and reads costs as much as
// its text. All others stay packages, the native ones since they must.
const bundledPackages = new Set(["zod", "fastest-levenshtein"]);
const otherPackages = {
  name: "other-packages",
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === "entry-point" || bundledPackages.has(path) ? undefined : { path, external: true },
    );
  },
};

await build({
  ...programOptions,
  entryPoints: {
    ...programs,
    configJsonSchema: "src/runs/configJsonSchema.ts",
    certificateJsonSchema: "src/formats/certificate/certificateJsonSchema.ts",
  },
  outdir: "dist",
  plugins: [requiredTfjs, otherPackages],
  sourcemap: true,
});

await build({ ...extensionOptions, outdir: "dist", sourcemap: true });

// The library stays in its modules, so that who imports a part of it bundles that part alone.
await build({
  entryPoints: [
    "src/index.ts",
    ...["gloro", "engine", "threads", "data", "formats", "runs", "model"].map(
      (folder) => `src/${folder}/**/*.ts`,
    ),
  ],
  outbase: "src",
  outdir: "dist/library",
  format: "esm",
  platform: "node",
  target: "node20",
  sourcemap: true,
  logLevel: "warning",
});

// Pages: everything in one file each, since a webview loads only what its policy names. The icons keep a
// file of their own, which the icon component links to.
await build({
  entryPoints: {
    dashboard: "webview/dashboard/main.ts",
    modelReport: "webview/modelReport/main.ts",
    certificateReport: "webview/certificate/main.ts",
    runsTable: "webview/runsTable/main.ts",
    comparison: "webview/comparison/main.ts",
    samples: "webview/samples/main.ts",
    sweep: "webview/sweep/main.ts",
    codicon: "node_modules/@vscode/codicons/dist/codicon.css",
  },
  outdir: "dist/webview",
  bundle: true,
  minify: true,
  format: "esm",
  platform: "browser",
  target: "chrome120",
  loader: { ".ttf": "file" },
  sourcemap: true,
  logLevel: "warning",
});
await build({
  entryPoints: {
    dashboard: "webview/dashboard/dashboard.css",
    modelReport: "webview/page/report.css",
    certificateReport: "webview/certificate/certificate.css",
    runsTable: "webview/runsTable/runsTable.css",
    comparison: "webview/comparison/comparison.css",
    samples: "webview/samples/samples.css",
    sweep: "webview/sweep/sweep.css",
  },
  outdir: "dist/webview",
  bundle: true,
  minify: true,
  target: "chrome120",
  logLevel: "warning",
});

// What TensorFlow's binding is compiled from where none comes along for the machine.
await cp("node_modules/@tensorflow/tfjs-node/binding", "dist/tensorflow/binding", {
  recursive: true,
});
await cp("node_modules/node-api-headers/include", "dist/tensorflow/node-api", { recursive: true });

const { configJsonSchema } = await import("./dist/configJsonSchema.js");
const { certificateJsonSchema } = await import("./dist/certificateJsonSchema.js");
for (const [file, schema] of [
  ["gloro.schema.json", configJsonSchema()],
  ["gloro-certificate.schema.json", certificateJsonSchema()],
]) {
  await writeFile(`dist/${file}`, `${JSON.stringify(schema, undefined, 2)}\n`);
}
