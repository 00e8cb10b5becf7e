import type { FromPage, ModelAction, ToModelReport, ToPage } from "../../src/extension/messages.js";
import { HostLink } from "../page/hostLink.js";
import { vscodeApi } from "../page/vscodeApi.js";
import { ModelReport } from "./modelReport.js";

const api = vscodeApi<FromPage<ModelAction>>();
const root = document.getElementById("modelReport");
if (!root) throw new Error("The page has no place for the report.");

const link = new HostLink<ModelAction, ToModelReport>(
  (message) => {
    api.postMessage(message);
  },
  (message) => {
    report.receive(message);
  },
);
const report = new ModelReport(root, (request) => link.request(request));
window.addEventListener("message", ({ data }: MessageEvent<ToPage<ToModelReport>>) => {
  link.receive(data);
});
link.ready();
