import type { FromPage, RunAction, ToDashboard, ToPage } from "../../src/extension/messages.js";
import { Dashboard } from "./dashboard.js";
import { HostLink } from "../page/hostLink.js";
import { readView } from "./savedView.js";
import { vscodeApi } from "../page/vscodeApi.js";

const api = vscodeApi<FromPage<RunAction>>();
const root = document.getElementById("dashboard");
if (!root) throw new Error("The page has no place for the dashboard.");

const link = new HostLink<RunAction, ToDashboard>(
  (message) => {
    api.postMessage(message);
  },
  (message) => {
    dashboard.receive(message);
  },
);
const dashboard = new Dashboard(root, readView(api.getState()), {
  request: (request) => link.request(request),
  save: (view) => {
    api.setState(view);
  },
});
window.addEventListener("message", ({ data }: MessageEvent<ToPage<ToDashboard>>) => {
  link.receive(data);
});
link.ready();
