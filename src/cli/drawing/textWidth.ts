const colourSequence = /\u001b\[\d+m/g;
const segmenter = new Intl.Segmenter();

/** The columns that `text` takes on a terminal, colour sequences not counted. */
export function textWidth(text: string): number {
  return Array.from(segmenter.segment(text.replace(colourSequence, ""))).length;
}
