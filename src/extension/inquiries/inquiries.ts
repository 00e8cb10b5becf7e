import type { EngineName, EngineReport } from "../../engine/engine.js";
import type { GloronetConfig } from "../../formats/gloronet/gloronetFile.js";
import type { LocatedProblem } from "../../runs/configError.js";
import type { ExportKind } from "../../model/files/exportKinds.js";
import type { ConfigFinding } from "../../runs/configFindings.js";
import type {
  CertificateFileView,
  CertificateView,
  ModelFinding,
  VerificationView,
} from "../messages.js";

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
  /** Downloads TensorFlow's libraries for this user; what it does at the moment is news. */
  installTensorflow: {
    question: { readonly cuda: boolean };
    answer: { readonly version: string };
    news: string;
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
  /** What a model file holds and what its weights give, as news. */
  examineModel: { question: { readonly file: string }; answer: null; news: ModelFinding };
  /** Proves what holds of a model on the test split of some data; what it does at the moment is news. */
  certifyModel: {
    question: {
      readonly file: string;
      /** `mnist`, or an absolute path. */
      readonly data: string;
      /** The first is ε. */
      readonly radii: readonly number[];
      /** The certificate file to write. */
      readonly out: string;
    };
    answer: CertificateView;
    news: string;
  };
  /** Puts a certificate file at another place, at once. */
  saveCertificate: { question: Rewriting; answer: null };
  /** What a certificate file claims. */
  readCertificate: { question: { readonly file: string }; answer: CertificateFileView };
  /** Checks a certificate file against a model and data; what it does at the moment is news. */
  verifyCertificate: {
    question: {
      readonly certificate: string;
      readonly model: string;
      /** `mnist`, or an absolute path. */
      readonly data: string;
    };
    answer: VerificationView;
    news: string;
  };
  /** L_sub as it is frozen now. */
  freezeModel: { question: Rewriting; answer: { readonly frozen: number } };
  unfreezeModel: { question: Rewriting; answer: null };
  exportModel: { question: Rewriting & { readonly to: ExportKind }; answer: null };
}

/** A file to be read, and the file to be written; both are absolute paths. */
interface Rewriting {
  readonly file: string;
  readonly out: string;
}

export type InquiryKind = keyof Inquiries;

/** What is told before the answer. */
export type News<K extends InquiryKind> = Inquiries[K] extends { news: infer N } ? N : never;

/** From the host: one question, with a number that its answer will have. */
export type ToInquiryProcess<K extends InquiryKind = InquiryKind> = {
  [Kind in K]: {
    readonly id: number;
    readonly kind: Kind;
    readonly question: Inquiries[Kind]["question"];
  };
}[K];

/** To the host. */
export type FromInquiryProcess =
  | { readonly id: number; readonly type: "answer"; readonly answer: unknown }
  | { readonly id: number; readonly type: "news"; readonly news: unknown }
  /** `defect` where the user can mend nothing. */
  | {
      readonly id: number;
      readonly type: "error";
      readonly message: string;
      readonly defect: boolean;
    };
