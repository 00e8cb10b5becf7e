import type { Locator, Page } from "playwright-core";

/** A view of the sidebar that holds a tree. */
export class TreeView {
  constructor(
    private readonly page: Page,
    private readonly name: string,
  ) {}

  /** The view with its title. */
  get pane(): Locator {
    const header = this.page.getByRole("button", { name: `${this.name} Section` });
    return this.page.locator(".pane").filter({ has: header });
  }

  /** What the view shows where it has no items. */
  get welcome(): Locator {
    return this.pane.locator(".welcome-view-content");
  }

  /** What in the view has the focus. */
  get focused(): Locator {
    return this.pane.locator(":focus");
  }

  get items(): Locator {
    return this.pane.getByRole("treeitem");
  }

  /** The items that a screen reader calls so. */
  item(name: RegExp): Locator {
    return this.pane.getByRole("treeitem", { name });
  }

  /** The items that have an icon of VS Code's. */
  itemWithIcon(name: RegExp, icon: string): Locator {
    return this.item(name).filter({ has: this.page.locator(`.codicon-${icon}`) });
  }

  /** Runs an action that an item shows beside its name. */
  async act(item: RegExp, action: RegExp): Promise<void> {
    await this.item(item).hover();
    await this.item(item).getByRole("button", { name: action }).click();
  }
}
