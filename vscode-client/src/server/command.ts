import * as path from "node:path";
import { type ExtensionContext, LogLevel, type LogOutputChannel } from "vscode";
import type { Executable } from "vscode-languageclient/node";

/** What the server writes to standard error; what a user should know it also sends as a message. */
const NOTHING = "CRITICAL";
const LEVELS: Partial<Record<LogLevel, string>> = {
  [LogLevel.Trace]: "DEBUG",
  [LogLevel.Debug]: "DEBUG",
};

/** The folder of the server and of all that it imports. */
export function bundle(context: ExtensionContext): string {
  return context.asAbsolutePath("bundled");
}

/**
 * How the bundled server is started by *python*.
 *
 * `-I` and `-S` shut out the user's packages and variables: what is imported is
 * what we have shipped, or part of Python. Compiled files go where they may.
 */
export function serverCommand(
  python: string,
  context: ExtensionContext,
  channel: LogOutputChannel,
): Executable {
  const cache = path.join(context.globalStorageUri.fsPath, "pycache");
  const isolated = ["-I", "-S", "-X", "utf8", "-X", `pycache_prefix=${cache}`];
  const level = LEVELS[channel.logLevel] ?? NOTHING;
  return {
    command: python,
    args: [...isolated, path.join(bundle(context), "launch.py"), "--stdio"],
    options: { cwd: bundle(context), env: { ...process.env, BACALHAU_LS_LOG_LEVEL: level } },
  };
}
