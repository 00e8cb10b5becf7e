import type { FromPage, ToPage } from "../../src/extension/messages.js";
import type { SweepAction, ToSweep } from "../../src/extension/sweeps/messages.js";
import { HostLink } from "../page/hostLink.js";
import { vscodeApi } from "../page/vscodeApi.js";
import { SweepPage } from "./sweepPage.js";

const api = vscodeApi<FromPage<SweepAction>>();
const root = document.getElementById("sweep");
if (!root) throw new Error("The page has no place for the sweep.");

const link = new HostLink<SweepAction, ToSweep>(
  (message) => {
    api.postMessage(message);
  },
  (message) => {
    page.receive(message);
  },
);
const page = new SweepPage(root, api.getState(), {
  request: (request) => link.request(request),
  save: (view) => {
    api.setState(view);
  },
});
window.addEventListener("message", ({ data }: MessageEvent<ToPage<ToSweep>>) => {
  link.receive(data);
});
link.ready();
