const eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/**
 * A bar of block characters, drawn to an eighth of a column.
 *
 * @param fraction How much is filled; taken into [0, 1].
 * @param width Columns of a full bar. The text is not padded to it.
 */
export function bar(fraction: number, width: number): string {
  const filled = Math.round(Math.min(Math.max(fraction, 0), 1) * width * 8);
  return "█".repeat(Math.floor(filled / 8)) + (eighths[filled % 8] ?? "");
}
