/** The formats that a chart can be saved in. */
export type ChartFormat = "svg" | "png" | "csv";

/** A chart as files, of which the user saves one. */
export interface ChartFiles {
  /** Without an ending. */
  readonly name: string;
  /** Texts; of a PNG its bytes in base64. */
  readonly contents: Readonly<Record<ChartFormat, string>>;
}

/** What a page asks for, whose buttons do what `Action` names. */
export type PageRequest<Action> =
  /** Nothing but an answer. */
  | { readonly type: "signOfLife" }
  | { readonly type: "act"; readonly action: Action }
  | { readonly type: "save"; readonly files: ChartFiles };

/** Messages from a page to the extension host. */
export type FromPage<Action> =
  /** It listens: nothing is posted to it before. */
  | { readonly type: "ready" }
  | { readonly type: "request"; readonly id: number; readonly request: PageRequest<Action> };

/** The answer to a request, one for each. */
export type Reply =
  | { readonly type: "reply"; readonly id: number; readonly ok: true }
  | {
      readonly type: "reply";
      readonly id: number;
      readonly ok: false;
      /** A sentence. */
      readonly message: string;
    };

/** Messages from the extension host to a page, which is told `Message` unasked. */
export type ToPage<Message> = Message | Reply;

/** What the report of any file is told. */
export type ToFileReport =
  /** The first one, and again when the file has changed: forget what was told. */
  | { readonly type: "opened"; readonly name: string; readonly isTrusted: boolean }
  /** The file cannot be read, or the process ended: a sentence. */
  | { readonly type: "failed"; readonly message: string }
  /** What is being done with the file at the moment; null once that has ended. */
  | { readonly type: "activity"; readonly activity: string | null };
