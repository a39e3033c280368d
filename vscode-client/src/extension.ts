import {
  commands,
  type Disposable,
  type ExtensionContext,
  type LogOutputChannel,
  type TextDocument,
  window,
  workspace,
} from "vscode";
import { registerCommands } from "./commands";
import { mayBeSpec } from "./documents";
import { complain } from "./python/complaint";
import { onInterpreterChange } from "./python/extension";
import { INTERPRETER } from "./python/sources";
import { Service } from "./server/service";
import { SoleCompletion } from "./server/soleCompletion";
import { Status } from "./status";
import { Verdicts } from "./verdicts";

/** For the `when` of commands. */
const ACTIVE = "bacalhau.active";

let service: Service | undefined;

export function activate(context: ExtensionContext): void {
  const channel = window.createOutputChannel("Bacalhau", { log: true });
  service = new Service(context, channel);
  context.subscriptions.push(
    channel,
    service,
    ...followEditor(service),
    ...registerCommands(context, service, channel),
    ...startWhenNeeded(service),
    ...restartWhenNeeded(service, channel),
    service.onDidChange((health) => {
      if (health.kind === "no-python") void complain(health.reason);
    }),
  );
}

export async function deactivate(): Promise<void> {
  await service?.stop();
}

/** What depends on the file in the editor being a spec. */
function followEditor(service: Service): Disposable[] {
  const verdicts = new Verdicts(service);
  const status = new Status();
  const completion = new SoleCompletion();
  const listener = verdicts.onDidChange((judged) => {
    status.show(judged, service.health);
    completion.follow(judged, service.running);
    void commands.executeCommand("setContext", ACTIVE, judged?.verdict?.active ?? false);
  });
  return [listener, verdicts, status, completion];
}

/** No process before there is a spec to check. */
function startWhenNeeded(service: Service): Disposable[] {
  const look = (document: TextDocument) => {
    if (service.health.kind === "idle" && mayBeSpec(document)) void service.start();
  };
  workspace.textDocuments.forEach(look);
  return [
    workspace.onDidOpenTextDocument(look),
    workspace.onDidChangeTextDocument(({ document }) => look(document)),
  ];
}

/** Another interpreter, another right to use one, or more to be written to the log. */
function restartWhenNeeded(service: Service, channel: LogOutputChannel): Disposable[] {
  const renew = () => void service.renew();
  const python = followPythonExtension(service, renew);
  return [
    python,
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(INTERPRETER)) renew();
    }),
    workspace.onDidGrantWorkspaceTrust(renew),
    channel.onDidChangeLogLevel(renew),
  ];
}

/** The Python extension is not woken before it is needed. */
function followPythonExtension(service: Service, renew: () => void): Disposable {
  let following: Promise<Disposable | undefined> | undefined;
  const waiting = service.onDidChange(() => {
    following ??= onInterpreterChange(renew);
  });
  return {
    dispose() {
      waiting.dispose();
      void following?.then((listener) => listener?.dispose());
    },
  };
}
