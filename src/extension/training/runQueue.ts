/** The runs that wait for a trainer, in their order. */
export class RunQueue {
  private folders: string[];

  /**
   * @param folders those that waited when the window was last open
   * @param save keeps them for the next time
   */
  constructor(
    folders: readonly string[],
    private readonly save: (folders: readonly string[]) => void,
  ) {
    this.folders = [...folders];
  }

  has(folder: string): boolean {
    return this.folders.includes(folder);
  }

  /** From 1; 0 of a run that does not wait. */
  place(folder: string): number {
    return this.folders.indexOf(folder) + 1;
  }

  /** Puts a run at the end, unless it waits already. */
  add(folder: string): void {
    if (!this.has(folder)) this.replace([...this.folders, folder]);
  }

  remove(folder: string): void {
    if (this.has(folder)) this.replace(this.folders.filter((other) => other !== folder));
  }

  /** Drops those for which `keep` does not hold, such as runs that were deleted. */
  retain(keep: (folder: string) => boolean): void {
    const kept = this.folders.filter(keep);
    if (kept.length < this.folders.length) this.replace(kept);
  }

  /**
   * The runs whose turn it is.
   * @param busy runs that have a trainer, or are about to: waiting ones among them keep their place
   * @param limit how many may be trained at once
   */
  due(busy: ReadonlySet<string>, limit: number): string[] {
    const free = Math.max(0, limit - busy.size);
    return this.folders.filter((folder) => !busy.has(folder)).slice(0, free);
  }

  private replace(folders: string[]): void {
    this.folders = folders;
    this.save(folders);
  }
}
