import type {
  CertificateAction,
  FromPage,
  ToCertificateReport,
  ToPage,
} from "../../src/extension/messages.js";
import { HostLink } from "../page/hostLink.js";
import { vscodeApi } from "../page/vscodeApi.js";
import { CertificateReport } from "./certificateReport.js";

const api = vscodeApi<FromPage<CertificateAction>>();
const root = document.getElementById("certificateReport");
if (!root) throw new Error("The page has no place for the report.");

const link = new HostLink<CertificateAction, ToCertificateReport>(
  (message) => {
    api.postMessage(message);
  },
  (message) => {
    report.receive(message);
  },
);
const report = new CertificateReport(root, (request) => link.request(request));
window.addEventListener("message", ({ data }: MessageEvent<ToPage<ToCertificateReport>>) => {
  link.receive(data);
});
link.ready();
