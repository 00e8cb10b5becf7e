/** npx and the like pass a signal on that their child had from the terminal: one press comes twice. */
const onePressMs = 300;

/** The presses of Ctrl-C during a command; from the first on they end it in the command's own way. */
export class Interrupts {
  /** How often it was pressed. */
  count = 0;
  private pressedAt = -Infinity;
  private listener: () => void = () => undefined;

  constructor() {
    // Kept to the end: a late Ctrl-C must not cut the summary short.
    process.on("SIGINT", () => {
      this.press();
    });
  }

  /** Calls `listener` at each press from now on, in place of the one before it. */
  listen(listener: () => void): void {
    this.listener = listener;
  }

  private press(): void {
    if (performance.now() - this.pressedAt < onePressMs) return;
    this.pressedAt = performance.now();
    this.count += 1;
    this.listener();
  }
}
