import { commands, type Disposable, type ExtensionContext, type LogOutputChannel } from "vscode";
import { selectInterpreter } from "../python/complaint";
import { bundle } from "../server/command";
import type { Service } from "../server/service";
import { explainRule } from "./explain";
import { fixAll, strictJson, useLanguage } from "./inEditor";
import * as names from "./names";
import { newSpec } from "./newSpec";

export function registerCommands(
  context: ExtensionContext,
  service: Service,
  channel: LogOutputChannel,
): Disposable[] {
  const actions: Record<string, (...args: unknown[]) => unknown> = {
    [names.RESTART]: () => service.restart(),
    [names.SHOW_OUTPUT]: () => channel.show(),
    [names.NEW_SPEC]: newSpec(service),
    [names.STRICT_JSON]: strictJson(service),
    [names.FIX_ALL]: fixAll,
    [names.EXPLAIN]: explainRule(bundle(context)),
    [names.USE_LANGUAGE]: useLanguage,
    [names.SELECT_INTERPRETER]: selectInterpreter,
  };
  return Object.entries(actions).map(([name, run]) => commands.registerCommand(name, run));
}
