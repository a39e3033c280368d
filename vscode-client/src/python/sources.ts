import * as fs from "node:fs";
import { workspace } from "vscode";
import type { Source } from "./discover";
import { activeInterpreter } from "./extension";
import { onPath, pythonNames, type Surroundings } from "./path";
import { programOf } from "./setting";

export const INTERPRETER = "bacalhau.interpreter";

/** Where to look for Python: the setting, the Python extension, `PATH`. */
export function sources(): Source[] {
  const around = surroundings();
  return [
    {
      name: `the setting \`${INTERPRETER}\``,
      find: async () => fromSetting(around),
      isBinding: true,
    },
    { name: "the Python extension", find: fromExtension },
    ...pythonNames(around.platform).map((name) => ({
      name: `\`${name}\` on PATH`,
      find: async () => onPath(name, around),
    })),
  ];
}

function fromSetting(around: Surroundings): string | undefined {
  const setting = workspace.getConfiguration().get<string>(INTERPRETER, "");
  return programOf(setting, folder()?.uri.fsPath, around);
}

/** In a folder that is not trusted, its environment may be the folder's own program. */
async function fromExtension(): Promise<string | undefined> {
  return workspace.isTrusted ? activeInterpreter(folder()?.uri) : undefined;
}

function folder() {
  return workspace.workspaceFolders?.find((each) => each.uri.scheme === "file");
}

function surroundings(): Surroundings {
  return { platform: process.platform, environment: process.env, isFile };
}

function isFile(path: string): boolean {
  return fs.statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
