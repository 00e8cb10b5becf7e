// `npm test`: installs the TensorFlow engine for this user, once, where pip or uv can download it.
import { spawnSync } from "node:child_process";

const gloro = (...args) =>
  spawnSync(process.execPath, ["dist/gloro.js", "engine", ...args], { encoding: "utf8" });

if (JSON.parse(gloro("list", "--json").stdout).length === 0) {
  const { status, stderr } = gloro("install", "tensorflow");
  // Other engines can be tested without it.
  if (status !== 0)
    console.log(`Skipped: tests of the TensorFlow engine. ${stderr.trim().split("\n").at(-1)}`);
}
