import type { SweepAction, ToSweep } from "../../src/extension/sweeps/messages.js";
import { startPage } from "../page/startPage.js";
import { SweepPage } from "./sweepPage.js";

startPage<SweepAction, ToSweep>(
  "sweep",
  (root, { request, save, saved }) => new SweepPage(root, saved, { request, save }),
);
