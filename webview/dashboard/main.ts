import type { RunAction, ToDashboard } from "../../src/extension/dashboard/messages.js";
import { startPage } from "../page/startPage.js";
import { Dashboard } from "./dashboard.js";

startPage<RunAction, ToDashboard>(
  "dashboard",
  (root, surroundings) => new Dashboard(root, surroundings),
);
