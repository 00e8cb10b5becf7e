import type { FromPage, ToPage } from "../../src/extension/messages.js";
import type { SampleAction, SampleWish, ToSamples } from "../../src/extension/samples/messages.js";
import { HostLink } from "../page/hostLink.js";
import { vscodeApi } from "../page/vscodeApi.js";
import { SamplesPage } from "./samplesPage.js";
import { readView } from "./savedView.js";

const api = vscodeApi<FromPage<SampleAction> | SampleWish>();
const root = document.getElementById("samples");
if (!root) throw new Error("The page has no place for the samples.");

const link = new HostLink<SampleAction, ToSamples>(
  (message) => {
    api.postMessage(message);
  },
  (message) => {
    page.receive(message);
  },
);
const page = new SamplesPage(
  root,
  {
    request: (request) => link.request(request),
    wish: (wish) => {
      api.postMessage(wish);
    },
    remember: (view) => {
      api.setState(view);
    },
  },
  readView(api.getState()),
);
window.addEventListener("message", ({ data }: MessageEvent<ToPage<ToSamples>>) => {
  link.receive(data);
});
link.ready();
