import * as vscode from "vscode";
import { chooseCertificate } from "../certificates/chooseCertificate.js";
import { saveCertificate } from "../certificates/saveCertificate.js";
import type { SaveCertificateParts } from "../certificates/saveCertificate.js";
import type { VerifyCommand } from "../certificates/verifyCertificate.js";
import type { EnginesTree } from "../engines/enginesTree.js";
import { installEngine } from "../engines/installEngine.js";
import { attackModel } from "../figures/attackModel.js";
import { evaluateModel } from "../figures/evaluateModel.js";
import type { FigureParts } from "../figures/evaluateModel.js";
import type { ModelOnData } from "../inquiries/inquiries.js";
import { askData } from "../models/askData.js";
import type { CertifyCommand } from "../models/certifyModel.js";
import { chooseModel, chooseModels } from "../models/chooseModel.js";
import { exportModel } from "../models/exportModel.js";
import { modelReportType } from "../models/modelReports.js";
import { freezeModel, unfreezeModel } from "../models/refreezeModel.js";
import type { ModelsTree } from "../models/modelsTree.js";
import type { SubjectPanels } from "../page/subjectPanels.js";
import { checkpointNow } from "../runs/checkpointNow.js";
import { openRunFile } from "../runs/openRunFile.js";
import { resumeRun } from "../runs/resumeRun.js";
import { editRunNotes, renameRun } from "../runs/runNotesCommands.js";
import { phaseRules } from "../runs/runPhase.js";
import type { RunPhase } from "../runs/runPhase.js";
import type { RunPicker } from "../runs/runPicker.js";
import type { RunRemover } from "../runs/runRemover.js";
import type { RunStore } from "../runs/runStore.js";
import type { RunsView } from "../runs/runsView.js";
import { chooseSweep, foldersOf } from "../sweeps/chooseSweep.js";
import type { ConfigsOfRuns } from "../training/configOfRun.js";
import { newConfig } from "../training/newConfig.js";
import { openSampleWorkspace } from "../training/openSampleWorkspace.js";
import type { TrainCommand } from "../training/trainConfig.js";
import type { TrainingHost } from "../training/trainingHost.js";
import type { CommandHandlers } from "./commandTable.js";

/** Who does what the commands ask for. */
export interface CommandParts {
  readonly log: vscode.LogOutputChannel;
  readonly store: RunStore;
  readonly host: TrainingHost;
  readonly picker: RunPicker;
  readonly remover: RunRemover;
  readonly train: TrainCommand;
  readonly configs: ConfigsOfRuns;
  readonly runs: RunsView;
  readonly models: ModelsTree;
  readonly certify: CertifyCommand;
  readonly samples: SubjectPanels<ModelOnData>;
  readonly figures: FigureParts;
  readonly saveCertificate: SaveCertificateParts;
  readonly verify: VerifyCommand;
  readonly engines: EnginesTree;
  readonly openDashboard: (folder: string) => unknown;
  readonly openSweep: (id: string) => unknown;
  readonly openRunsTable: () => unknown;
  readonly compareRuns: (folders: readonly string[]) => unknown;
}

/** What each command does. */
export function commandHandlers(parts: CommandParts): CommandHandlers {
  const { log, store, host, configs, runs } = parts;
  /** A command for a run: the one it is given, or one that is picked among those it can be for. */
  const onRun =
    (act: (folder: string) => unknown, isMeant?: (phase: RunPhase) => boolean) =>
    async (argument: unknown) => {
      const folder = await parts.picker.folder(argument, isMeant);
      if (folder !== undefined) await act(folder);
    };
  /** A command for runs: as {@link onRun}, or those of all that are selected that it can be for. */
  const onRuns =
    (act: (folders: readonly string[]) => unknown, isMeant: (phase: RunPhase) => boolean) =>
    async (argument: unknown, selected: unknown) => {
      const folders = await parts.picker.folders(argument, selected, isMeant);
      if (folders.length > 0) await act(folders);
    };
  const onEachRun = (
    act: (folder: string) => Promise<unknown>,
    isMeant: (phase: RunPhase) => boolean,
  ) =>
    onRuns(async (folders) => {
      for (const folder of folders) await act(folder);
    }, isMeant);
  /** A command for a model file. */
  const onModel = (act: (file: string) => unknown) => async (argument: unknown) => {
    const file = await chooseModel(argument);
    if (file !== undefined) await act(file);
  };
  /** A command for a family of runs. */
  const onSweep = (act: (id: string) => unknown) => async (argument: unknown) => {
    const id = await chooseSweep(argument, store);
    if (id !== undefined) await act(id);
  };
  const nameOf = (folder: string) => {
    const record = store.get(folder);
    return record?.kind === "run" ? record.configName : "config";
  };
  const isRunning = (phase: RunPhase) => phase === "running";
  const isRead = (phase: RunPhase) => phase !== "broken";
  return {
    "gloro.train": (argument) => parts.train.train(argument),
    "gloro.newConfig": async () => {
      const uri = await newConfig();
      if (uri) await vscode.window.showTextDocument(uri);
    },
    "gloro.openSampleWorkspace": openSampleWorkspace,
    "gloro.openDashboard": onRun(parts.openDashboard, isRead),
    "gloro.openRunsTable": parts.openRunsTable,
    "gloro.compareRuns": async (argument, selected) => {
      const folders = await parts.picker.several(argument, selected, isRead);
      if (folders.length > 0) parts.compareRuns(folders);
    },
    "gloro.stopRun": onEachRun(
      (folder) => host.stop(folder, "gracefully"),
      (phase) => phaseRules[phase].canStop,
    ),
    "gloro.forceStopRun": onEachRun((folder) => host.stop(folder, "now"), isRunning),
    "gloro.resumeRun": onEachRun(
      (folder) => resumeRun(folder, parts),
      (phase) => phaseRules[phase].canResume,
    ),
    "gloro.checkpointRun": onRun((folder) => checkpointNow(store, folder), isRunning),
    "gloro.openRunConfig": onRun((folder) => openRunFile(folder, "config")),
    "gloro.openRunLog": onRun((folder) => openRunFile(folder, "log")),
    "gloro.retryRun": onRun((folder) => configs.retry(folder, nameOf(folder)), isRead),
    "gloro.duplicateRunConfig": onRun(
      (folder) => configs.duplicate(folder, nameOf(folder)),
      isRead,
    ),
    "gloro.renameRun": (argument) =>
      onRun((folder) => renameRun(store, folder, textIn(argument, "name")), isRead)(argument),
    "gloro.editRunNotes": (argument) =>
      onRun((folder) => editRunNotes(store, folder, textIn(argument, "notes")), isRead)(argument),
    "gloro.revealRun": onRun((folder) =>
      vscode.commands.executeCommand("revealInExplorer", vscode.Uri.file(folder)),
    ),
    "gloro.removeRun": onRuns(
      (folders) => parts.remover.remove(folders),
      (phase) => phaseRules[phase].canRemove,
    ),
    "gloro.openSweep": onSweep(parts.openSweep),
    "gloro.stopSweep": onSweep(async (id) => host.stopAll(foldersOf(store, id))),
    "gloro.removeSweep": onSweep((id) => parts.remover.remove(foldersOf(store, id))),
    "gloro.openModel": onModel((file) =>
      vscode.commands.executeCommand("vscode.openWith", vscode.Uri.file(file), modelReportType),
    ),
    "gloro.certifyModel": async (argument, selected) => {
      const files = await chooseModels(argument, selected);
      if (files.length > 0) await parts.certify.certify(files);
    },
    "gloro.evaluateModel": onModel((file) => evaluateModel(file, parts.figures)),
    "gloro.attackModel": onModel((file) => attackModel(file, parts.figures)),
    "gloro.exploreSamples": onModel(async (file) => {
      const title = vscode.l10n.t("The data whose test split is shown");
      const data = await askData(title, parts.figures.memory);
      if (data !== undefined) parts.samples.open({ file, data });
    }),
    "gloro.saveCertificate": onModel((file) => saveCertificate(file, parts.saveCertificate)),
    "gloro.verifyCertificate": async (argument) => {
      const file = await chooseCertificate(argument);
      if (file !== undefined) await parts.verify.verify(file);
    },
    "gloro.freezeModel": onModel(freezeModel),
    "gloro.unfreezeModel": onModel(unfreezeModel),
    "gloro.exportModel": onModel(exportModel),
    "gloro.filterRuns": () => {
      runs.askForFilter();
    },
    "gloro.clearRunFilter": () => {
      runs.filter("");
    },
    "gloro.groupRunsByState": () => {
      runs.group("state");
    },
    "gloro.groupRunsByConfig": () => {
      runs.group("config");
    },
    "gloro.groupRunsBySweep": () => {
      runs.group("sweep");
    },
    "gloro.refreshRuns": () => store.refresh({ anew: true }),
    "gloro.refreshModels": () => {
      parts.models.update();
    },
    "gloro.refreshEngines": () => {
      parts.engines.refresh();
    },
    "gloro.installEngine": async () => {
      if (await installEngine()) parts.engines.refresh();
    },
    "gloro.showLog": () => {
      log.show();
    },
  };
}

/** A text that a command is given beside its run, so that it need not ask. */
function textIn(argument: unknown, key: string): string | undefined {
  if (typeof argument !== "object" || argument === null) return undefined;
  const text = (argument as Partial<Record<string, unknown>>)[key];
  return typeof text === "string" ? text : undefined;
}
