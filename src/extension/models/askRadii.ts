import * as vscode from "vscode";
import type { Inquirer } from "../inquiries/inquirer.js";
import { parseRadii } from "./parseRadii.js";

const radiiKey = "gloro.certify.radii";

/**
 * Asks for the radii at which models are certified; offers those that were named last, else the models'
 * own, and remembers.
 *
 * @returns the first is ε; nothing where the user names none
 * @throws GloroError where no model can be read
 */
export async function askRadii(
  files: readonly string[],
  inquirer: Inquirer,
  memory: vscode.Memento,
): Promise<readonly number[] | undefined> {
  const { t } = vscode.l10n;
  const own = await ownRadii(files, inquirer);
  const last = memory.get(radiiKey);
  const text = await vscode.window.showInputBox({
    title: t("The radii at which VRA is proven; the first is ε"),
    value: typeof last === "string" ? last : (own[0] ?? ""),
    prompt: t(
      "Positive numbers or fractions, such as 0.1, 36/255. The model's own is {0}.",
      own.join(", "),
    ),
    validateInput: (value) =>
      parseRadii(value) ? undefined : t("Write positive numbers or fractions, such as 36/255."),
  });
  if (text === undefined) return undefined;
  await memory.update(radiiKey, text);
  return parseRadii(text);
}

/** ε of each model that can be read, once. @throws GloroError where none can */
async function ownRadii(files: readonly string[], inquirer: Inquirer): Promise<string[]> {
  const read = await Promise.allSettled(files.map((file) => inquirer.ask("modelConfig", { file })));
  const found = read.filter((one) => one.status === "fulfilled");
  const [failed] = read.filter((one) => one.status === "rejected");
  if (found.length === 0 && failed) throw failed.reason;
  return [...new Set(found.map(({ value }) => String(asWritten(value.epsilon))))];
}

const float32Digits = 7;

/** Python keeps ε in float32: 0.3 is in its files as 0.30000001192092896. */
function asWritten(epsilon: number): number {
  const short = Number(epsilon.toPrecision(float32Digits));
  return Math.fround(short) === epsilon ? short : epsilon;
}
