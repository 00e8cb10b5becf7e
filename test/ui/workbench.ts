import type { BrowserContext, Locator, Page } from "playwright-core";
import { vscodeFixture } from "../vscode/vscodeFixture.js";
import { workbenchUrl } from "../vscode/workbenchUrl.js";
import { CertificatePage } from "./certificatePage.js";
import { DashboardPage } from "./dashboardPage.js";
import { ModelReportPage } from "./modelReportPage.js";
import { attemptMs, happens } from "./happens.js";
import { QuickInput } from "./quickInput.js";
import { SamplesPage } from "./samplesPage.js";
import { isSaved } from "./savedEditors.js";
import { SweepPage } from "./sweepPage.js";
import type { Theme } from "./themes.js";
import { TreeView } from "./treeView.js";
import { patienceMs, until } from "./until.js";

/** A window of VS Code, as a person meets it. What is particular to its screen is known here alone. */
export class Workbench {
  /** Where the window asks, and is asked. */
  readonly quickInput: QuickInput;

  private constructor(
    private readonly context: BrowserContext,
    readonly page: Page,
  ) {
    this.quickInput = new QuickInput(page);
  }

  /**
   * Opens a window on a folder: with the extension as the server has it installed, else with the one of
   * this repository.
   * @param server the one that all tests share where nothing else is said
   */
  static async open(workspace: string, server = vscodeFixture().server): Promise<Workbench> {
    const { browser } = vscodeFixture();
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
    context.setDefaultTimeout(patienceMs);
    await context.tracing.start({ snapshots: true });
    const workbench = new Workbench(context, await context.newPage());
    const { authority, hasExtension } = server;
    await workbench.page.goto(workbenchUrl(authority, { workspace, installedOnly: hasExtension }));
    await workbench.ready();
    return workbench;
  }

  /** Runs a command as the palette names it: "GloRo: Train". */
  async runCommand(title: string): Promise<void> {
    await this.quickInput.choose(`>${title}`, title);
  }

  /** Shows the dashboard of a run, by name. */
  async openDashboard(run: string): Promise<void> {
    await this.quickInput.answer(() => this.runCommand("GloRo: Open Dashboard"), run);
    await this.dashboard.heading(run).waitFor();
  }

  /** Opens a file of the workspace. */
  async openFile(name: string): Promise<void> {
    await this.quickInput.choose(name, name);
    await this.tab(name).waitFor();
  }

  /**
   * A view of the sidebar, which its command shows and gives the focus. The command is repeated where
   * that fails: a window that opens gives the focus to other parts too, sometimes after the command.
   */
  async view(name: string): Promise<TreeView> {
    const view = new TreeView(this.page, name);
    await until(
      `the view "${name}" has the focus`,
      async () => {
        await this.runCommand(`GloRo: Focus on ${name} View`);
        return happens(view.focused.first().waitFor({ state: "attached", timeout: attemptMs }));
      },
      (focused) => focused,
    );
    return view;
  }

  /** An item of the status bar, by the beginning of its text. */
  statusItem(text: RegExp): Locator {
    return this.page.locator(".part.statusbar .statusbar-item").filter({ hasText: text });
  }

  /** Waits for a notification, and gives it. */
  async notification(text: RegExp): Promise<Locator> {
    const found = this.page.locator(".notification-list-item").filter({ hasText: text });
    // A server for tests shows no toast, but its bell lists them.
    await this.runCommand("Notifications: Show Notifications");
    await found.waitFor();
    return found;
  }

  /** The tab of an open editor. */
  tab(name: string | RegExp): Locator {
    return this.page.getByRole("tab", { name });
  }

  /** Waits until an editor has one tab: what another host left gives way to it. */
  async hasOneTab(name: string): Promise<void> {
    await until(
      `there is one tab "${name}"`,
      () => this.tab(name).count(),
      (count) => count === 1,
    );
  }

  /** What stands above a line of the editor, to be clicked. */
  codeLens(text: string): Locator {
    return this.page.locator(".codelens-decoration").getByRole("button", { name: text });
  }

  /** Waits for a problem of the file in the editor, as the Problems view lists it. */
  async problem(text: RegExp): Promise<void> {
    await this.runCommand("Problems: Focus on Problems View");
    await this.page.locator(".markers-panel").getByRole("treeitem", { name: text }).waitFor();
  }

  /** Waits until the window has the colours of a theme. */
  async inTheme({ windowClass }: Theme): Promise<void> {
    await this.page.locator(`.monaco-workbench.${windowClass}`).waitFor();
  }

  /** What is shown over a word of the editor, once all that is to be shown has come. */
  async hover(word: string): Promise<Locator> {
    const hover = this.page.locator(".monaco-hover:visible");
    const place = this.page.locator(".view-lines").getByText(`"${word}"`).first();
    await until(
      `a hover over "${word}" is shown`,
      async () => {
        await this.page.mouse.move(0, 0);
        await place.hover();
        const image = hover.getByRole("img").first();
        return happens(image.waitFor({ timeout: attemptMs }));
      },
      (shown) => shown,
    );
    return hover;
  }

  /** Shows a walkthrough, by its title. */
  async openWalkthrough(title: string): Promise<void> {
    const heading = this.page.locator(".gettingStartedContainer").getByText(title).first();
    await until(
      `the walkthrough "${title}" is shown`,
      async () => {
        if (await heading.isVisible()) return true;
        await this.runCommand("Welcome: Open Walkthrough...");
        await this.quickInput.pick(title);
        return happens(heading.waitFor({ timeout: attemptMs }));
      },
      (shown) => shown,
    );
  }

  /** An item of the explorer. */
  explorerItem(name: string): Locator {
    return this.page.locator(".explorer-folders-view").getByRole("treeitem", { name, exact: true });
  }

  /** The text of the editor that has the focus. */
  get editorText(): Locator {
    return this.page.locator(".editor-group-container.active .monaco-editor .view-lines");
  }

  /** The text of the panel's Output view. */
  get output(): Locator {
    return this.page.locator(".part.panel .output-view");
  }

  /** Opens a file by a click on it in the explorer. */
  async clickFile(name: string): Promise<void> {
    await this.runCommand("View: Show Explorer");
    await this.explorerItem(name).click();
    await this.tab(name).waitFor();
  }

  /** The model report in front. */
  get modelReport(): ModelReportPage {
    return new ModelReportPage(this.page);
  }

  /** The explorer of samples in front. */
  get samples(): SamplesPage {
    return new SamplesPage(this.page);
  }

  /** The certificate's report in front. */
  get certificate(): CertificatePage {
    return new CertificatePage(this.page);
  }

  /** The page of a sweep in front. */
  get sweep(): SweepPage {
    return new SweepPage(this.page);
  }

  /** The dashboard in front. */
  get dashboard(): DashboardPage {
    return new DashboardPage(this.page);
  }

  /**
   * Waits until VS Code would open an editor again after a reload: in a browser it writes down what is
   * open when it is idle, every few seconds.
   * @param editor its title.
   */
  async savesEditor(editor: string): Promise<void> {
    await until(
      `VS Code has written down that "${editor}" is open`,
      () => isSaved(this.page, editor),
      (saved) => saved,
    );
  }

  /** As "Developer: Reload Window" does, or what else is pressed for it. */
  async reload(press: () => Promise<unknown> = () => this.page.reload()): Promise<void> {
    const reloaded = this.page.waitForEvent("domcontentloaded");
    await press();
    await reloaded;
    await this.ready();
  }

  /** Saves what the window shows. */
  async savePicture(path: string): Promise<void> {
    await this.page.screenshot({ path });
  }

  async beginTrace(): Promise<void> {
    await this.context.tracing.startChunk();
  }

  /** Saves what was done since {@link beginTrace}, if a path is given. */
  async endTrace(path?: string): Promise<void> {
    await this.context.tracing.stopChunk(path === undefined ? {} : { path });
  }

  async close(): Promise<void> {
    await this.context.close();
  }

  /** The palette knows the extension's commands once its icon is there. */
  private async ready(): Promise<void> {
    const activityBar = this.page.locator(".part.activitybar");
    await activityBar.getByRole("tab", { name: "GloRo" }).waitFor();
  }
}
