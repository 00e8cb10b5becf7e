// `npm test` on a fresh clone: installs what package-lock.json names, where it is not there yet.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

if (!existsSync(new URL("../node_modules/.package-lock.json", import.meta.url))) {
  const { status } = spawnSync("npm", ["ci"], {
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  process.exit(status ?? 1);
}
