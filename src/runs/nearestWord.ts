import { closest, distance } from "fastest-levenshtein";

/** The known word that `word` was probably meant to be, if one is near. */
export function nearestWord(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const nearest = closest(lower(word), known.map(lower));
  // More than a third of the letters wrong is another word, not a slip.
  const slips = Math.max(2, Math.floor(word.length / 3));
  if (distance(lower(word), nearest) > slips) return undefined;
  return known.find((candidate) => lower(candidate) === nearest);
}

/** `; did you mean "epochs"?`, if a word is near. */
export function suggestion(word: string, known: readonly string[]): string | undefined {
  const nearest = nearestWord(word, known);
  return nearest && `; did you mean "${nearest}"?`;
}

function lower(word: string): string {
  return word.toLowerCase();
}
