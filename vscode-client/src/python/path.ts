import * as path from "node:path";

/** What a search for programs depends on. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly isFile: (path: string) => boolean;
}

/** Names under which Python 3 is found, the likeliest first. */
export function pythonNames(platform: NodeJS.Platform): readonly string[] {
  return platform === "win32" ? ["py", "python", "python3"] : ["python3", "python"];
}

/**
 * The absolute path of a program on `PATH`; undefined if there is none.
 *
 * Starting a bare name would make Windows look in the current folder first, and
 * an entry such as `.` on `PATH` anywhere: a folder that was only opened to be
 * read must not decide what runs.
 */
export function onPath(name: string, around: Surroundings): string | undefined {
  const { join, isAbsolute, delimiter } = around.platform === "win32" ? path.win32 : path.posix;
  const folders = (variable("PATH", around) ?? "")
    .split(delimiter)
    .filter((each) => isAbsolute(each));
  const file = around.platform === "win32" ? `${name}.exe` : name;
  return folders.map((folder) => join(folder, file)).find(around.isFile);
}

/** An environment variable; Windows does not care how its name is spelled. */
function variable(name: string, { platform, environment }: Surroundings): string | undefined {
  if (platform !== "win32") return environment[name];
  const key = Object.keys(environment).find((each) => each.toUpperCase() === name);
  return key && environment[key];
}
