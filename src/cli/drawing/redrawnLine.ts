const eraseLine = "\r\u001b[2K";

/** The terminal's last line, redrawn in place. Clear it before writing a line that stays. */
export class RedrawnLine {
  private current = "";

  constructor(private readonly write: (text: string) => void) {}

  draw(line: string): void {
    if (line === this.current) return;
    this.write(eraseLine + line);
    this.current = line;
  }

  clear(): void {
    if (this.current !== "") this.write(eraseLine);
    this.current = "";
  }
}
