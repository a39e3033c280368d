import type { ExtensionContext, LogOutputChannel } from "vscode";
import {
  DocumentDiagnosticRequest,
  LanguageClient,
  RevealOutputChannelOn,
} from "vscode-languageclient/node";
import { attached } from "../documents";
import { serverCommand } from "./command";
import { makeMiddleware } from "./middleware";
import { leaveToBuiltIn } from "./neighbours";
import { serverKeys } from "./settings";

/** A client for a server that *python* is to run; not started yet. */
export function makeClient(
  python: string,
  context: ExtensionContext,
  outputChannel: LogOutputChannel,
): LanguageClient {
  const command = serverCommand(python, context, outputChannel);
  const pullAnew = () => client.getFeature(DocumentDiagnosticRequest.method).refresh();
  const client: LanguageClient = new LanguageClient("bacalhau", "Bacalhau", command, {
    documentSelector: attached(),
    outputChannel,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    middleware: makeMiddleware(serverKeys(context), pullAnew),
  });
  leaveToBuiltIn(client);
  return client;
}
