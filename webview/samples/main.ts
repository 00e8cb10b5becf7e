import type { SampleAction, SampleWish, ToSamples } from "../../src/extension/samples/messages.js";
import { startPage } from "../page/startPage.js";
import { SamplesPage } from "./samplesPage.js";
import { readView } from "./savedView.js";

startPage<SampleAction, ToSamples, SampleWish>(
  "samples",
  (root, { request, wish, save, saved }) =>
    new SamplesPage(root, { request, wish, remember: save }, readView(saved)),
);
