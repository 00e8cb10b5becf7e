/** What the colours are remembered in: a workspace's state. */
interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
}

const key = "gloro.runColors";
/** Runs that were removed may come back: the youngest so many are remembered. */
const mostRemembered = 5000;

/**
 * Gives each run a colour that it keeps as long as the workspace remembers: the numbers go up, so that
 * runs that came one after the other differ.
 */
export class RunColors {
  private readonly colors: Map<string, number>;
  private hasNew = false;

  constructor(private readonly memory: Memory) {
    this.colors = new Map(readColors(memory.get(key)));
  }

  /** The colour of a run by its id. */
  of(id: string): number {
    const known = this.colors.get(id);
    if (known !== undefined) return known;
    const color = 1 + Math.max(-1, ...this.colors.values());
    this.colors.set(id, color);
    this.hasNew = true;
    return color;
  }

  /** Remembers the colours that were given since the last time. */
  keep(): void {
    if (!this.hasNew) return;
    this.hasNew = false;
    void this.memory.update(key, [...this.colors].slice(-mostRemembered));
  }
}

function readColors(saved: unknown): [id: string, color: number][] {
  if (!Array.isArray(saved)) return [];
  return saved.filter(
    (entry): entry is [string, number] =>
      Array.isArray(entry) && typeof entry[0] === "string" && Number.isSafeInteger(entry[1]),
  );
}
