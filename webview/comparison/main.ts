import type { ComparisonAction, ToComparison } from "../../src/extension/comparison/messages.js";
import type { FromPage, ToPage } from "../../src/extension/messages.js";
import { HostLink } from "../page/hostLink.js";
import { vscodeApi } from "../page/vscodeApi.js";
import { ComparisonPage } from "./comparisonPage.js";
import { readComparison } from "./savedComparison.js";

const api = vscodeApi<FromPage<ComparisonAction>>();
const root = document.getElementById("comparison");
if (!root) throw new Error("The page has no place for the comparison.");

const link = new HostLink<ComparisonAction, ToComparison>(
  (message) => {
    api.postMessage(message);
  },
  (message) => {
    page.receive(message);
  },
);
const page = new ComparisonPage(root, readComparison(api.getState()), {
  request: (request) => link.request(request),
  save: (view) => {
    api.setState(view);
  },
});
window.addEventListener("message", ({ data }: MessageEvent<ToPage<ToComparison>>) => {
  link.receive(data);
});
link.ready();
