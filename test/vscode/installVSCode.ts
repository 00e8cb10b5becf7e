import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { command, isInstalled } from "./command.js";
import { installDebianPackages } from "./debianPackages.js";
import { NoVSCodeError } from "./noVSCodeError.js";

/** npm's package that carries the server and the workbench of VS Code 1.139, and the Node it asks for. */
const codeServerVersion = "4.139.1";
const nodeVersion = "24.21.0";

const platform = `${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;

/** Where a VS Code server lies on this machine. */
export interface VSCodeInstallation {
  readonly node: string;
  readonly server: string;
}

/**
 * A real VS Code, from npm; installed once for each user, into the cache.
 * @throws NoVSCodeError where that is not possible.
 */
export async function installVSCode(): Promise<VSCodeInstallation> {
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "gloro-vscode-test");
  const folder = join(cache, `code-server-${codeServerVersion}-node-${nodeVersion}-${platform}`);
  if (!existsSync(folder)) await installInto(folder);
  return {
    node: join(folder, "node_modules", `node-${platform}`, "bin", "node"),
    server: join(vscodeFolder(folder), "out", "server-main.js"),
  };
}

function vscodeFolder(folder: string): string {
  return join(folder, "node_modules", "code-server", "lib", "vscode");
}

/** Whole or not at all: others may be installing, and this may be interrupted. */
async function installInto(folder: string): Promise<void> {
  console.error(`      installing VS Code into ${folder}, once (about a minute)`);
  await needCompiler();
  mkdirSync(dirname(folder), { recursive: true });
  const unfinished = mkdtempSync(`${folder}-`);
  try {
    await installPackages(unfinished);
    if (!existsSync(folder)) renameSync(unfinished, folder);
  } catch (error) {
    throw new NoVSCodeError(`VS Code cannot be installed from npm. ${(error as Error).message}`);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/**
 * Without install scripts, which take minutes and need Kerberos and more: of the native modules that
 * they compile, VS Code needs only the one that writes output channels.
 */
async function installPackages(folder: string): Promise<void> {
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  const packages = [`code-server@${codeServerVersion}`, `node-${platform}@${nodeVersion}`];
  const quietly = ["--ignore-scripts", "--no-audit", "--no-fund", "--engine-strict=false"];
  await npm(folder, "install", "--no-save", ...quietly, ...packages);
  const vscode = vscodeFolder(folder);
  await npm(vscode, "install", "--omit=dev", ...quietly);
  // This repository's own .npmrc says otherwise, and npm hands it down.
  await npm(vscode, "rebuild", "--ignore-scripts=false", "@vscode/spdlog");
  const compiled = join(vscode, "node_modules/@vscode/spdlog/build/Release/spdlog.node");
  if (!existsSync(compiled)) throw new Error(`npm rebuild did not write ${compiled}.`);
}

async function npm(cwd: string, ...arguments_: string[]): Promise<void> {
  await command("npm", arguments_, { cwd, env: nodeHeaders() });
}

/** This Node's own headers, where it has them: its interface is stable, and nothing is downloaded. */
function nodeHeaders(): NodeJS.ProcessEnv {
  const prefix = dirname(dirname(process.execPath));
  const hasHeaders = existsSync(join(prefix, "include", "node", "node_api.h"));
  return hasHeaders ? { npm_config_nodedir: prefix } : {};
}

async function needCompiler(): Promise<void> {
  const packages = ["python3", "make", "g++"];
  const missing: string[] = [];
  for (const name of packages) if (!(await isInstalled(name))) missing.push(name);
  if (missing.length > 0) await installDebianPackages(missing);
}
