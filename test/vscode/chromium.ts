import { chromium } from "playwright-core";
import type { Browser } from "playwright-core";
import { existsSync } from "node:fs";
import { installDebianPackages } from "./debianPackages.js";

const places = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Nothing that reaches out, and no sandbox, which root in a container cannot have. */
const switches = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * The path of a Chromium, installed by apt-get where there is none.
 * @throws NoVSCodeError
 */
export async function findChromium(): Promise<string> {
  const found = places.find((place) => existsSync(place));
  if (found !== undefined) return found;
  await installDebianPackages(["chromium"]);
  return "/usr/bin/chromium";
}

/** Starts it: visible and in slow motion, each step taking that many milliseconds, if asked. */
export function launchChromium(executablePath: string): Promise<Browser> {
  const slowMo = Number(process.env.GLORO_UI_SLOW_MO ?? 0);
  const headless = process.env.GLORO_UI_VISIBLE === undefined;
  return chromium.launch({ executablePath, headless, slowMo, args: switches });
}
