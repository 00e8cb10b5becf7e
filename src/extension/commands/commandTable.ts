/** What holds of a command wherever it is called. */
interface CommandRules {
  /** It runs code, reads data or writes files that the workspace names. */
  readonly needsTrust: boolean;
  /** Whether the command palette offers it; there it asks for what it was not given. */
  readonly inPalette: boolean;
}

const looks: CommandRules = { needsTrust: false, inPalette: true };
const acts: CommandRules = { needsTrust: true, inPalette: true };
const button: CommandRules = { needsTrust: false, inPalette: false };

/** Every command of the extension; package.json names the same ones. */
export const commandTable = {
  "gloro.train": acts,
  "gloro.newConfig": acts,
  "gloro.openSampleWorkspace": looks,
  "gloro.openDashboard": looks,
  "gloro.openRunsTable": looks,
  "gloro.compareRuns": looks,
  "gloro.stopRun": acts,
  "gloro.forceStopRun": acts,
  "gloro.resumeRun": acts,
  "gloro.checkpointRun": acts,
  "gloro.openRunConfig": looks,
  "gloro.openRunLog": looks,
  "gloro.retryRun": acts,
  "gloro.duplicateRunConfig": acts,
  "gloro.renameRun": acts,
  "gloro.editRunNotes": acts,
  "gloro.revealRun": looks,
  "gloro.removeRun": acts,
  "gloro.openSweep": looks,
  "gloro.stopSweep": acts,
  "gloro.removeSweep": acts,
  "gloro.openModel": looks,
  "gloro.certifyModel": acts,
  "gloro.evaluateModel": acts,
  "gloro.attackModel": acts,
  "gloro.exploreSamples": acts,
  "gloro.saveCertificate": acts,
  "gloro.verifyCertificate": acts,
  "gloro.freezeModel": acts,
  "gloro.unfreezeModel": acts,
  "gloro.exportModel": acts,
  "gloro.filterRuns": looks,
  "gloro.clearRunFilter": button,
  "gloro.groupRunsByState": button,
  "gloro.groupRunsByConfig": button,
  "gloro.groupRunsBySweep": button,
  "gloro.refreshRuns": looks,
  "gloro.refreshModels": looks,
  "gloro.refreshEngines": looks,
  "gloro.installEngine": looks,
  "gloro.showLog": looks,
} as const satisfies Record<string, CommandRules>;

export type CommandId = keyof typeof commandTable;

/**
 * What a command does. Its argument is what a menu, a button or another extension passes; a menu may pass
 * all that is selected beside it.
 */
export type CommandHandlers = {
  readonly [K in CommandId]: (argument: unknown, selected: unknown) => unknown;
};
