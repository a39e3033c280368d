import { execFile } from "node:child_process";
import { parseVersion, type Version } from "./version";

const PROGRAM = "import sys; sys.stdout.write('%d.%d' % sys.version_info[:2])";
/** Isolated as far as Python 2 can be too, so that old versions tell theirs. */
const ARGUMENTS = ["-E", "-s", "-S", "-c", PROGRAM];
const LONGEST_MS = 15_000;

/** Ask *program* for its version, in a *folder* that holds no code of others. */
export function probe(program: string, folder: string): Promise<Version | undefined> {
  const options = { cwd: folder, timeout: LONGEST_MS, windowsHide: true };
  return new Promise((resolve) => {
    execFile(program, ARGUMENTS, options, (error, stdout) => {
      resolve(error ? undefined : parseVersion(stdout));
    });
  });
}
