import { applySettings, parseSetting } from "./applySettings.js";
import type { Setting } from "./applySettings.js";
import { configSchema } from "./config.js";
import { ConfigError } from "./configError.js";
import { schemaProblems } from "./configProblem.js";
import { lock } from "./lock.js";
import { replaceRunFile } from "./replaceRunFile.js";
import type { Run } from "./runFolder.js";
import { runPaths } from "./runPaths.js";
import { toJson } from "./runState.js";

/** What of its config a run may be resumed with otherwise: what decides how much memory it takes. */
const resumableKeys = ["batchSize", "evaluation.batchSize"];

/**
 * Changes the batch sizes of a run that was begun, for a machine without the memory for the old ones. Its
 * checkpoints stay: training goes on at the same example.
 *
 * @param settings `path=value` texts, as after `--set`.
 * @throws ConfigError for another key, a value that is none, or a training batch that grows: the steps of
 *   the metrics count up; RunLockedError while the run is trained; RunWriteError.
 */
export function setBatchSizes(run: Run, settings: readonly string[]): Run {
  const parsed = settings.map(parseSetting);
  const refused = parsed.find(({ path }) => !resumableKeys.includes(path.join(".")));
  if (refused) {
    throw problemOf(
      refused,
      `a resumed run keeps its config but for ${resumableKeys.join(" and ")}; start a new run.`,
    );
  }
  const checked = configSchema.safeParse(applySettings(run.config, parsed));
  const [problem] = schemaProblems(checked.error?.issues ?? []);
  const [setting] = parsed;
  if (!checked.success) {
    if (!setting || !problem) throw checked.error;
    throw problemOf(setting, problem.message);
  }
  const config = checked.data;
  if (setting && config.batchSize > run.config.batchSize) {
    const before = String(run.config.batchSize);
    throw problemOf(setting, `a run can only be resumed with a smaller batch than its ${before}.`);
  }
  const held = lock(run.folder);
  try {
    replaceRunFile(runPaths.config(run.folder), toJson(config));
  } finally {
    held.release();
  }
  return { ...run, config };
}

function problemOf({ text }: Setting, message: string): ConfigError {
  return new ConfigError([{ message, where: { kind: "setting", setting: text } }]);
}
