import { existsSync } from "node:fs";
import { command } from "./command.js";
import { NoVSCodeError } from "./noVSCodeError.js";

/**
 * Installs packages with apt-get.
 * @throws NoVSCodeError where this is not Debian, we are not root, or the packages cannot be had.
 */
export async function installDebianPackages(packages: readonly string[]): Promise<void> {
  const names = packages.join(" ");
  if (!existsSync("/etc/debian_version") || process.getuid?.() !== 0) {
    throw new NoVSCodeError(
      `${names} must be installed first: apt-get install ${names}, or what this system has for it.`,
    );
  }
  console.error(`      installing ${names} with apt-get`);
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const install = ["install", "--yes", "--no-install-recommends", ...packages];
  try {
    await command("apt-get", ["update"], { env });
    await command("apt-get", install, { env });
  } catch (error) {
    throw new NoVSCodeError(`${names} cannot be installed. ${(error as Error).message}`);
  }
}
