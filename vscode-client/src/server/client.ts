import type { ExtensionContext, LogOutputChannel } from "vscode";
import { LanguageClient, RevealOutputChannelOn } from "vscode-languageclient/node";
import { attached } from "../documents";
import { serverCommand } from "./command";
import { middleware } from "./middleware";
import { leaveToBuiltIn } from "./neighbours";

/** A client for a server that *python* is to run; not started yet. */
export function makeClient(
  python: string,
  context: ExtensionContext,
  outputChannel: LogOutputChannel,
): LanguageClient {
  const command = serverCommand(python, context, outputChannel);
  const client = new LanguageClient("bacalhau", "Bacalhau", command, {
    documentSelector: attached(),
    outputChannel,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    middleware,
  });
  leaveToBuiltIn(client);
  return client;
}
