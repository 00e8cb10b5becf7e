import type { FromPage, ToPage } from "../../src/extension/messages.js";
import type { RunsTableAction, ToRunsTable } from "../../src/extension/table/messages.js";
import { HostLink } from "../page/hostLink.js";
import { vscodeApi } from "../page/vscodeApi.js";
import { RunsTablePage } from "./runsTablePage.js";

const api = vscodeApi<FromPage<RunsTableAction>>();
const root = document.getElementById("runsTable");
if (!root) throw new Error("The page has no place for the table.");

const link = new HostLink<RunsTableAction, ToRunsTable>(
  (message) => {
    api.postMessage(message);
  },
  (message) => {
    page.receive(message);
  },
);
const page = new RunsTablePage(root, (action) => link.request({ type: "act", action }));
window.addEventListener("message", ({ data }: MessageEvent<ToPage<ToRunsTable>>) => {
  link.receive(data);
});
link.ready();
