import type { ModelAction, ToModelReport } from "../../src/extension/models/messages.js";
import { startPage } from "../page/startPage.js";
import { ModelReport } from "./modelReport.js";

startPage<ModelAction, ToModelReport>(
  "modelReport",
  (root, { request }) => new ModelReport(root, request),
);
