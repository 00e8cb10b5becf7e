import * as z from "zod";
import { GloroError } from "../../gloro/errors.js";
import { ownMember } from "../../formats/gloronet/gloronetFile.js";
import { parsePythonJson } from "../../formats/pythonJson.js";

/** What a `.gloronet` file says that no config of the Python library has a key for. */
export interface OwnNotes {
  /** Steps of the power method in a training step. */
  readonly powerIterations?: number | undefined;
}

type Members = Readonly<Record<string, Uint8Array>>;

const mostIterations = 1000;
// Of a later version there may be more.
const schema = z.looseObject({
  powerIterations: z.int().min(1).max(mostIterations).exactOptional(),
});

/** The notes among a file's members. Throws GloroError for notes that this program did not write. */
export function readOwnNotes(members: Members): OwnNotes {
  return notesIn(members);
}

/** The members with these notes among them; what a later version noted stays. */
export function withOwnNotes(members: Members, notes: OwnNotes): Members {
  const { [ownMember]: before, ...others } = members;
  const all = { ...(before && notesIn(members)), ...notes };
  const isEmpty = Object.values(all).every((note) => note === undefined);
  return isEmpty
    ? others
    : { ...others, [ownMember]: new TextEncoder().encode(JSON.stringify(all)) };
}

function notesIn({ [ownMember]: bytes }: Members): z.output<typeof schema> {
  if (!bytes) return {};
  const notes = schema.safeParse(parsePythonJson(bytes, `its member ${ownMember}`));
  if (notes.success) return notes.data;
  throw new GloroError(
    `its member ${ownMember} holds other notes than GloRo for VS Code writes. Save the network again.`,
  );
}
