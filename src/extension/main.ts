import * as vscode from "vscode";
import { certificateReportKind, certificateReportType } from "./certificates/certificateReports.js";
import type { Verifications } from "./certificates/certificateReports.js";
import { VerifyCommand } from "./certificates/verifyCertificate.js";
import { commandHandlers } from "./commands/commandHandlers.js";
import { registerCommands } from "./commands/registerCommands.js";
import { ComparisonPanels } from "./comparison/comparisonPanels.js";
import { ConfigFindings } from "./config/configFindings.js";
import { ConfigFixes, configSelector } from "./config/configFixes.js";
import { ConfigHover } from "./config/configHover.js";
import { TrainLens } from "./config/trainLens.js";
import { DashboardPanels, dashboardType } from "./dashboard/dashboardPanels.js";
import { KeptDashboards } from "./dashboard/keptDashboards.js";
import { EnginesTree } from "./engines/enginesTree.js";
import { FigureDocuments } from "./figures/figureDocuments.js";
import { Inquirer } from "./inquiries/inquirer.js";
import { CertifyCommand } from "./models/certifyModel.js";
import { ModelCertificates } from "./models/modelCertificates.js";
import { modelReportKind, modelReportType } from "./models/modelReports.js";
import { ModelsTree } from "./models/modelsTree.js";
import { openAsReports } from "./page/fileReports.js";
import { FileWork } from "./page/fileWork.js";
import type { PageHome } from "./page/openPage.js";
import { OrphanedTabs, reopenFile } from "./page/orphanedTabs.js";
import { RunColors } from "./rows/runColors.js";
import { EndNotifications } from "./runs/endNotifications.js";
import { RunPicker } from "./runs/runPicker.js";
import { RunRemover } from "./runs/runRemover.js";
import { RunStore } from "./runs/runStore.js";
import { RunsTree } from "./runs/runsTree.js";
import { RunsView } from "./runs/runsView.js";
import { RunsTable, runsTableType } from "./table/runsTable.js";
import { samplePanels } from "./samples/samplePanels.js";
import { RunStatusItem } from "./status/runStatusItem.js";
import { sweepPanels } from "./sweeps/sweepPanels.js";
import { ConfigsOfRuns } from "./training/configOfRun.js";
import { keptQueue } from "./training/keptQueue.js";
import { TrainCommand } from "./training/trainConfig.js";
import { TrainingHost } from "./training/trainingHost.js";

/** Called by VS Code once something that the extension contributes is needed. */
export function activate(context: vscode.ExtensionContext): void {
  const { l10n, languages, window } = vscode;
  const { extensionUri } = context;
  const own = <T extends vscode.Disposable>(one: T): T => {
    context.subscriptions.push(one);
    return one;
  };
  const log = own(window.createOutputChannel("GloRo", { log: true }));
  const orphans = own(
    new OrphanedTabs(
      {
        [dashboardType]: (tab) => dashboards.reopen(tab),
        [runsTableType]: () => {
          table.open();
          return Promise.resolve();
        },
        [modelReportType]: reopenFile,
        [certificateReportType]: reopenFile,
      },
      log,
    ),
  );
  const home: PageHome = {
    extensionUri,
    log,
    onPanel: (panel) => {
      orphans.hold(panel);
    },
  };
  const dashboards = own(new DashboardPanels(home, new KeptDashboards(context.workspaceState)));
  const samples = own(samplePanels(home));
  const inquirer = own(new Inquirer());
  const queue = keptQueue(context.workspaceState);
  const store = own(new RunStore(log));
  const host = own(new TrainingHost(store, queue, log));
  const tree = own(new RunsTree(store, queue, host.onDidChangeQueue));
  const runs = own(new RunsView(tree, store, context.workspaceState));
  const sources = {
    store,
    queue,
    onDidChangeQueue: host.onDidChangeQueue,
    colors: new RunColors(context.workspaceState),
  };
  const table = own(new RunsTable({ ...sources, home, memory: context.workspaceState }));
  const comparisons = own(new ComparisonPanels({ ...sources, home }));
  const models = own(new ModelsTree(store, inquirer));
  const certificates = own(new ModelCertificates(l10n.t));
  const verifications: Verifications = new FileWork(l10n.t);
  const engines = own(new EnginesTree(inquirer, log));
  const findings = own(new ConfigFindings(inquirer, log));
  const sweeps = own(sweepPanels(home, store));
  const remover = new RunRemover(store);
  own(new EndNotifications(store, host));
  own(new RunStatusItem(store));
  own(window.registerTreeDataProvider("gloro.models", models));
  own(openAsReports(modelReportKind(certificates), home));
  own(openAsReports(certificateReportKind(verifications), home));
  own(window.registerTreeDataProvider("gloro.engines", engines));
  own(languages.registerCodeLensProvider(configSelector, new TrainLens()));
  own(languages.registerHoverProvider(configSelector, new ConfigHover(context.extensionUri)));
  own(
    languages.registerCodeActionsProvider(
      configSelector,
      new ConfigFixes(findings),
      ConfigFixes.metadata,
    ),
  );
  const handlers = commandHandlers({
    log,
    store,
    host,
    picker: new RunPicker(store, queue),
    remover,
    train: new TrainCommand(inquirer, host),
    configs: new ConfigsOfRuns(inquirer),
    runs,
    models,
    certify: new CertifyCommand(inquirer, certificates, context.workspaceState, log),
    samples,
    figures: { memory: context.workspaceState, figures: own(new FigureDocuments()) },
    saveCertificate: { certificates, inquirer, memory: context.workspaceState },
    verify: new VerifyCommand(verifications, context.workspaceState),
    engines,
    openDashboard: (folder) => {
      dashboards.open(folder);
    },
    openSweep: (id) => {
      sweeps.open(id);
    },
    openRunsTable: () => {
      table.open();
    },
    compareRuns: (folders) => {
      comparisons.compare(folders);
    },
  });
  own(registerCommands(handlers, log));
  void attach(store, remover, log);
}

/** Finds the runs that went on, or waited, while there was no window. */
async function attach(
  store: RunStore,
  remover: RunRemover,
  log: vscode.LogOutputChannel,
): Promise<void> {
  await store.list();
  if (!vscode.workspace.isTrusted) return;
  try {
    await remover.emptyTrash();
  } catch (error) {
    log.warn(`The trash could not be emptied: ${String(error)}`);
  }
}
