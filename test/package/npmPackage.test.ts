import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

interface Manifest {
  readonly bin: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
}

/** All that may be published, as `npm pack` names it. */
const allowed = [
  /^(package\.json|README\.md|LICENSE|CHANGELOG\.md)$/,
  /^dist\/[\w-]+\.js(\.map)?$/,
  /^dist\/[\w-]+\.schema\.json$/,
  // npm packs what "main" names, whatever else is said.
  /^dist\/extension\.cjs(\.map)?$/,
  /^dist\/library\/[\w/]+\.js(\.map)?$/,
  /^dist\/types\/[\w/]+\.d\.ts$/,
  /^dist\/tensorflow\/(binding|node-api)\/\w+\.(cc|h)$/,
  /^media\/recipes\/[\w.-]+\.gloro\.json$/,
  /^media\/tensorflow\/(README\.md|[\w-]+\/tfjs_binding\.node)$/,
];

describe("the npm package", () => {
  let files: string[];

  before(() => {
    const options = ["--dry-run", "--json", "--ignore-scripts"];
    const told = execFileSync("npm", ["pack", ...options], {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      maxBuffer: Infinity,
      shell: process.platform === "win32",
    });
    type Packed = { readonly files: readonly { readonly path: string }[] };
    const [packed] = Object.values(JSON.parse(told) as Record<string, Packed>);
    files = packed!.files.map(({ path }) => path);
  });

  it("has no file that nobody asked for, such as a test or a picture", () => {
    const others = files.filter((path) => !allowed.some((pattern) => pattern.test(path)));
    assert.deepEqual(others, []);
    for (const pattern of allowed)
      assert.ok(
        files.some((path) => pattern.test(path)),
        `${pattern}`,
      );
  });

  it("has all that package.json points to", () => {
    const { bin, exports } = JSON.parse(readFileSync(`${root}/package.json`, "utf8")) as Manifest;
    const targets = Object.values(exports).flatMap((target) =>
      typeof target === "string" ? [target] : Object.values(target),
    );
    for (const target of [...Object.values(bin), ...targets]) {
      assert.ok(files.includes(target.replace("./", "")), target);
    }
  });
});
