import type { EngineName, EngineReport } from "../../engine/engine.js";
import type { GloronetConfig } from "../../formats/gloronet/gloronetFile.js";
import type { LocatedProblem } from "../../runs/configError.js";
import type { ExportKind } from "../../model/files/exportKinds.js";
import type { AttackProgress } from "../../trainer/attackNetwork.js";
import type { FileAttack } from "../../trainer/attackFile.js";
import type { FileEvaluation } from "../../trainer/evaluateFile.js";
import type { ConfigFinding } from "../../runs/configFindings.js";
import type { EngineChoice } from "../../runs/engineChoice.js";
import type {
  CertificateFileView,
  CertificateView,
  VerificationView,
} from "../certificates/messages.js";
import type { ModelFinding, ModelView } from "../models/messages.js";
import type {
  SampleAttackView,
  SampleFinding,
  SampleTarget,
  SampleView,
} from "../samples/messages.js";

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
    /** `used` where a config names none; `choice` is how "auto" chose it the last time that it measured. */
    answer: {
      readonly reports: readonly EngineReport[];
      readonly used: EngineName;
      readonly choice?: EngineChoice;
    };
  };
  /** Downloads TensorFlow's libraries for this user; what it does at the moment is news. */
  installTensorflow: {
    question: { readonly cuda: boolean };
    answer: { readonly version: string };
    news: string;
  };
  /** What can be marked in a config. */
  findings: { question: ConfigSource; answer: readonly ConfigFinding[] };
  /** Checks a config and makes the folder of a run of it; of a sweep those of the runs that are missing. */
  newRuns: {
    question: ConfigSource & { readonly runs: string };
    answer:
      | {
          /** The runs that are to be trained: of a sweep also those that did not come to their end. */
          readonly folders: readonly string[];
          /** The family's id, where it is a sweep. */
          readonly sweep?: string;
        }
      | { readonly problems: readonly LocatedProblem[] };
  };
  /** The text of a config that trains as a run did. */
  configOfRun: { question: { readonly folder: string }; answer: string };
  modelConfig: { question: { readonly file: string }; answer: GloronetConfig };
  /** What a model file holds. */
  describeModel: { question: { readonly file: string }; answer: ModelView };
  /** What a model file's weights give, as news. */
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
  /** What a model says of each example of the test split of some data, as news. */
  exploreSamples: { question: ModelOnData; answer: null; news: SampleFinding };
  /** Small pictures of examples, one after the other. */
  samplePixels: {
    question: Pick<ModelOnData, "data"> & { readonly examples: readonly number[] };
    answer: Uint8Array;
  };
  inspectSample: { question: ModelOnData & { readonly example: number }; answer: SampleView };
  attackSample: {
    question: ModelOnData & { readonly target: SampleTarget };
    answer: SampleAttackView;
  };
  /** By the constant that the file holds, or estimates, on all of the test split of some data. */
  evaluateModel: { question: ModelOnData; answer: FileEvaluation };
  /** Attacks the first `limit` of the test split; how far it has come is news. */
  attackModel: {
    question: ModelOnData & { readonly limit: number };
    answer: ModelAttack;
    news: AttackProgress;
  };
  /** L_sub as it is frozen now. */
  freezeModel: { question: Rewriting; answer: { readonly frozen: number } };
  unfreezeModel: { question: Rewriting; answer: null };
  exportModel: { question: Rewriting & { readonly to: ExportKind }; answer: null };
}

/** An attack on a model file. */
export interface ModelAttack extends Omit<FileAttack, "inputs"> {
  /** The certificates that were refuted. */
  readonly broken: readonly {
    readonly example: number;
    readonly radius: number;
    /** The L2 norm of the perturbation that does it. */
    readonly smallest: number;
  }[];
}

/** A model file, and the data whose test split it is run on. */
export interface ModelOnData {
  readonly file: string;
  /** `mnist`, or an absolute path. */
  readonly data: string;
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
