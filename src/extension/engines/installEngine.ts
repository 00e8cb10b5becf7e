import * as vscode from "vscode";
import { askAlone } from "../inquiries/askAlone.js";
import { withJob } from "../models/withJob.js";

/** Asks which TensorFlow to install for this user, and installs it. Whether it did. @throws GloroError */
export async function installEngine(): Promise<boolean> {
  const { t } = vscode.l10n;
  const choices = [
    {
      label: t("For NVIDIA cards"),
      detail: t(
        "TensorFlow with CUDA: a download of 3 GB, 5 GB on the disk; needs a driver from 525.60.13 on",
      ),
      cuda: true,
    },
    {
      label: t("For the processor"),
      detail: t("TensorFlow without CUDA: a download of 0.3 GB, 0.9 GB on the disk"),
      cuda: false,
    },
  ];
  const title = t("Install the TensorFlow engine with your own pip or uv");
  const chosen = await vscode.window.showQuickPick(choices, { title });
  if (!chosen) return false;
  const { cuda } = chosen;
  const installed = await withJob(t("Installing TensorFlow"), (signal, onNews) =>
    askAlone("installTensorflow", { cuda }, { signal, onNews }),
  );
  if (!installed) return false;
  const told = t(
    'TensorFlow {0} is installed. A config with "engine": "tensorflow" uses it.',
    installed.version,
  );
  void vscode.window.showInformationMessage(told);
  return true;
}
