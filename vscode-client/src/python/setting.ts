import * as os from "node:os";
import * as path from "node:path";
import { onPath, type Surroundings } from "./path";

/**
 * The program that the setting `bacalhau.interpreter` names.
 *
 * `~`, `${workspaceFolder}` and paths relative to it are understood; a bare name
 * is looked up on `PATH`, and kept if it is not there, so that it can be complained of.
 */
export function programOf(
  setting: string,
  folder: string | undefined,
  around: Surroundings,
): string | undefined {
  const written = setting.trim();
  if (!written) return undefined;
  if (!/[\\/]/.test(written)) return onPath(written, around) ?? written;
  const home = written.replace(/^~(?=[\\/])/, os.homedir());
  const full = folder ? home.replaceAll("${workspaceFolder}", folder) : home;
  return folder ? path.resolve(folder, full) : full;
}
