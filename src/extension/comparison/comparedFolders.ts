import { isAbsolute } from "node:path";

/** The runs that a comparison was of, in what its page saved; none where that cannot be read. */
export function comparedFolders(saved: unknown): string[] {
  if (typeof saved !== "object" || saved === null || !("folders" in saved)) return [];
  const { folders } = saved;
  if (!Array.isArray(folders)) return [];
  return (folders as unknown[]).filter(
    (folder): folder is string => typeof folder === "string" && isAbsolute(folder),
  );
}
