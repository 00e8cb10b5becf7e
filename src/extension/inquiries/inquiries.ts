import type { EngineName, EngineReport } from "../../engine/engine.js";
import type { GloronetConfig } from "../../formats/gloronet/gloronetFile.js";
import type { LocatedProblem } from "../../runs/configError.js";
import type { ConfigFinding } from "../../runs/configFindings.js";

/** A config's text, as an editor has it, and where it is or would be saved. */
export interface ConfigSource {
  readonly text: string;
  /** An absolute path. */
  readonly file: string;
}

/**
 * What the extension host asks of a process of its own, since the answers need TF.js, an engine or
 * large files: loading those would block the editor's other extensions.
 */
export interface Inquiries {
  engines: {
    question: Record<string, never>;
    answer: { readonly reports: readonly EngineReport[]; readonly used: EngineName };
  };
  /** What can be marked in a config. */
  findings: { question: ConfigSource; answer: readonly ConfigFinding[] };
  /** Checks a config and makes the folder of a run of it. */
  newRun: {
    question: ConfigSource & { readonly runs: string };
    answer: { readonly folder: string } | { readonly problems: readonly LocatedProblem[] };
  };
  /** The text of a config that trains as a run did. */
  configOfRun: { question: { readonly folder: string }; answer: string };
  modelConfig: { question: { readonly file: string }; answer: GloronetConfig };
}

export type InquiryKind = keyof Inquiries;

/** From the host: one question, with a number that its answer will have. */
export type ToInquiryProcess = {
  [K in InquiryKind]: {
    readonly id: number;
    readonly kind: K;
    readonly question: Inquiries[K]["question"];
  };
}[InquiryKind];

/** To the host. */
export type FromInquiryProcess =
  | { readonly id: number; readonly type: "answer"; readonly answer: unknown }
  /** `defect` where the user can mend nothing. */
  | {
      readonly id: number;
      readonly type: "error";
      readonly message: string;
      readonly defect: boolean;
    };
