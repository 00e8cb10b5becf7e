// Run by .vscode/tasks.json: the debugger of VS Code starts the tests itself, in an empty workspace.
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { bundleHostSuite, hostSuite } from "./bundleHostSuite.js";

mkdirSync(join(dirname(await bundleHostSuite(hostSuite)), "workspace"));
