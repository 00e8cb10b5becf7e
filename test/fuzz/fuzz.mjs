// Bundles the fuzzer and the thread that it starts, as they ship, and runs it: fuzz.mjs [COUNT [SEED]].
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
await build({
  absWorkingDir: root,
  entryPoints: {
    gloronetFuzz: "test/fuzz/gloronet.fuzz.ts",
    hdf5Worker: "src/formats/keras/hdf5Worker.ts",
  },
  outdir: "dist/fuzz",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  packages: "external",
  logLevel: "warning",
});
const { status } = spawnSync(
  process.execPath,
  ["dist/fuzz/gloronetFuzz.js", ...process.argv.slice(2)],
  { cwd: root, stdio: "inherit" },
);
process.exitCode = status ?? 1;
