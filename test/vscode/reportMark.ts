/** Tells the lines of the tests' report from the others on VS Code's console. */
export const reportMark = "suite | ";
