import type { Locator, Page } from "playwright-core";
import { attemptMs, happens } from "./happens.js";
import { until } from "./until.js";

/** How long the first question may take to come, and each after it, for which a process may have to start. */
const questionMs = { first: 5000, later: 20_000 };

/** The palette, and the lists and fields in its place. */
export class QuickInput {
  constructor(private readonly page: Page) {}

  /**
   * Types into the palette, and takes what it then offers. Anew where that fails: it knows what could
   * be done when it was opened, such as before the folder was trusted; and what went before may take
   * the focus late, which closes it.
   */
  async choose(text: string, label: string): Promise<void> {
    await until(
      `the palette offers "${label}"`,
      async () => {
        await this.page.keyboard.press("F1");
        const chosen = await happens(
          this.field
            .fill(text, { timeout: attemptMs })
            .then(() => this.option(label).first().click({ timeout: attemptMs })),
        );
        if (!chosen) await this.page.keyboard.press("Escape");
        return chosen;
      },
      (chosen) => chosen,
    );
  }

  /** Chooses from the list that a command shows. */
  async pick(label: string): Promise<void> {
    await this.option(label).first().click();
  }

  /**
   * Does what makes the window ask, and answers one question after the other: a text picks from a list, a
   * title takes what is proposed under it. Anew where that fails: what went before may take the focus late,
   * which closes the question.
   */
  async answer(ask: () => Promise<void>, ...answers: readonly (string | RegExp)[]): Promise<void> {
    await until(
      `${answers.join(", ")} are answered`,
      async () => {
        await ask();
        for (const [index, answer] of answers.entries()) {
          if (await this.give(answer, index === 0 ? questionMs.first : questionMs.later)) continue;
          await this.page.keyboard.press("Escape");
          return false;
        }
        return true;
      },
      (answered) => answered,
    );
  }

  /** Takes what is proposed under a title. A dialog of files hears no key before it has read its folder. */
  async accept(title: RegExp): Promise<void> {
    const asked = this.asked(title);
    await asked.waitFor();
    await until(
      `what is asked under ${String(title)} is answered`,
      async () => {
        await happens(this.field.press("Enter", { timeout: attemptMs }));
        return happens(asked.waitFor({ state: "hidden", timeout: attemptMs }));
      },
      (answered) => answered,
    );
  }

  /** Writes a text into the field under a title, and gives it as the answer. */
  async write(title: RegExp, text: string): Promise<void> {
    await this.asked(title).waitFor();
    await this.field.fill(text);
    await this.accept(title);
  }

  /** Whether the palette has a command. */
  async offers(title: string): Promise<boolean> {
    await this.page.keyboard.press("F1");
    await this.field.fill(`>${title}`);
    // It always offers something, if only to say that nothing matches.
    await this.page.locator(".quick-input-widget").getByRole("option").first().waitFor();
    const found = await this.option(title).count();
    await this.page.keyboard.press("Escape");
    return found > 0;
  }

  /** Whether a question is there in time, and gone once it is answered. */
  private give(answer: string | RegExp, timeout: number): Promise<boolean> {
    if (typeof answer === "string") return happens(this.option(answer).first().click({ timeout }));
    const asked = this.asked(answer);
    return happens(
      asked
        .waitFor({ timeout })
        .then(() => this.field.press("Enter", { timeout }))
        .then(() => asked.waitFor({ state: "hidden", timeout })),
    );
  }

  /** The title over what is asked. */
  private asked(title: RegExp): Locator {
    return this.page.locator(".quick-input-title").filter({ hasText: title });
  }

  private get field(): Locator {
    return this.page.locator(".quick-input-widget").getByRole("textbox");
  }

  private option(label: string): Locator {
    return this.page.locator(".quick-input-widget").getByRole("option", { name: label });
  }
}
