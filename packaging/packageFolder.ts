import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly version?: string; readonly integrity?: string }>
  >;
}

interface Packed {
  readonly filename: string;
  readonly integrity: string;
}

/**
 * The folder of a package that package-lock.json names: in `node_modules`, or, for another kind of machine,
 * unpacked into `temporary` as the registry gives it.
 * @throws Error where the lock does not name it, or its registry gives another one.
 */
export function packageFolder(root: string, name: string, temporary: string): string {
  const place = `node_modules/${name}`;
  if (existsSync(join(root, place))) return join(root, place);

  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as Lock;
  const { version, integrity } = lock.packages[place] ?? {};
  if (version === undefined) throw new Error(`package-lock.json does not name ${name}.`);
  const folder = mkdtempSync(join(temporary, "package-"));
  const packed = JSON.parse(
    npm("pack", `${name}@${version}`, "--json", "--pack-destination", folder),
  ) as readonly Packed[] | Readonly<Record<string, Packed>>;
  const [archive] = Object.values(packed);
  if (archive === undefined || archive.integrity !== integrity) {
    throw new Error(
      `The registry's ${name} ${version} is not the one of package-lock.json, which has ${integrity ?? "no integrity"}.`,
    );
  }
  execFileSync("tar", ["-xzf", archive.filename], { cwd: folder });
  return join(folder, "package");
}

function npm(...arguments_: string[]): string {
  return execFileSync("npm", arguments_, {
    encoding: "utf8",
    shell: process.platform === "win32",
    stdio: ["ignore", "pipe", "inherit"],
  });
}
