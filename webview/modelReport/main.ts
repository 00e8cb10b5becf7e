import type {
  FromModelReport,
  ModelReportRequest,
  Reply,
  ToModelReport,
} from "../../src/extension/messages.js";
import { HostLink } from "../page/hostLink.js";
import { vscodeApi } from "../page/vscodeApi.js";
import { ModelReport } from "./modelReport.js";

const api = vscodeApi<FromModelReport>();
const root = document.getElementById("modelReport");
if (!root) throw new Error("The page has no place for the report.");

const link = new HostLink<ModelReportRequest, Exclude<ToModelReport, Reply>>(
  (message) => {
    api.postMessage(message);
  },
  (message) => {
    report.receive(message);
  },
);
const report = new ModelReport(root, (request) => link.request(request));
window.addEventListener("message", ({ data }: MessageEvent<ToModelReport>) => {
  link.receive(data);
});
link.ready();
