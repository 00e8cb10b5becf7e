/** What VS Code, and we, call a thing that must be released. */
interface Releasable {
  dispose(): unknown;
}

/** Owns what it creates, and releases it, the latest first. */
export abstract class Disposable {
  private readonly owned: Releasable[] = [];
  private disposed = false;

  /** Whether {@link dispose} was called: what arrives later is of no use any more. */
  protected get isDisposed(): boolean {
    return this.disposed;
  }

  /** Releases what was registered. Safe to call twice. */
  dispose(): void {
    this.disposed = true;
    for (const one of this.owned.splice(0).reverse()) one.dispose();
  }

  /** Takes something on, on the line that creates it. */
  protected register<T extends Releasable>(one: T): T {
    if (this.disposed) one.dispose();
    else this.owned.push(one);
    return one;
  }
}
