/** Whether a file's name in another file could lead out of the folder that both are in. */
export function leavesFolder(name: string): boolean {
  const isAbsolute = name.startsWith("/") || /^[A-Za-z]:/.test(name);
  return (
    isAbsolute || name === "" || /[\\\u0000-\u001f]/.test(name) || name.split("/").includes("..")
  );
}
