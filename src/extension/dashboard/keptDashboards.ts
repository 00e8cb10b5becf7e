import type { Memento } from "vscode";

const key = "gloro.dashboards";

/** Which dashboards are open, by what their tabs say: it outlives an extension host that is killed. */
export class KeptDashboards {
  private readonly titles: Map<string, string>;

  constructor(private readonly memory: Pick<Memento, "get" | "update">) {
    const kept: unknown = memory.get(key);
    const entries: [string, unknown][] = Object.entries(kept ?? {});
    this.titles = new Map(
      entries.flatMap(([folder, title]) => (typeof title === "string" ? [[folder, title]] : [])),
    );
  }

  /** A run's dashboard has a title from now on. */
  keep(folder: string, title: string): void {
    if (this.titles.get(folder) === title) return;
    this.titles.set(folder, title);
    this.write();
  }

  /** A run's dashboard was closed. */
  forget(folder: string): void {
    if (this.titles.delete(folder)) this.write();
  }

  /** The folders of the runs whose dashboards have a title. */
  foldersOf(title: string): string[] {
    return [...this.titles].flatMap(([folder, kept]) => (kept === title ? [folder] : []));
  }

  private write(): void {
    void this.memory.update(key, Object.fromEntries(this.titles));
  }
}
