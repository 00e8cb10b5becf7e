import type { RunsTableAction, ToRunsTable } from "../../src/extension/table/messages.js";
import { startPage } from "../page/startPage.js";
import { RunsTablePage } from "./runsTablePage.js";

startPage<RunsTableAction, ToRunsTable>(
  "runsTable",
  (root, { request }) => new RunsTablePage(root, (action) => request({ type: "act", action })),
);
