import type {
  CertificateAction,
  ToCertificateReport,
} from "../../src/extension/certificates/messages.js";
import { startPage } from "../page/startPage.js";
import { CertificateReport } from "./certificateReport.js";

startPage<CertificateAction, ToCertificateReport>(
  "certificateReport",
  (root, { request }) => new CertificateReport(root, request),
);
