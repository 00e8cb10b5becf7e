import type { Page } from "playwright-core";

/** Runs in the window: what its storage has of the open editors, for each folder that was opened. */
const savedEditors = `(async () => {
  const settled = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const saved = [];
  for (const { name } of await indexedDB.databases()) {
    if (!name.startsWith("vscode-web-state-db-")) continue;
    const database = await settled(indexedDB.open(name));
    const items = database.transaction("ItemTable").objectStore("ItemTable");
    saved.push(await settled(items.get("memento/workbench.parts.editor")));
    database.close();
  }
  return saved.join("\\n");
})()`;

/** Whether VS Code has written down that an editor is open, so that it would open again. */
export async function isSaved(page: Page, editor: string): Promise<boolean> {
  const saved = await page.evaluate<string>(savedEditors);
  return saved.includes(editor);
}
