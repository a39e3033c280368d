import { type ExtensionContext, type Uri, type WorkspaceConfiguration, workspace } from "vscode";
import type {
  ConfigurationMiddleware,
  DidChangeConfigurationMiddleware,
} from "vscode-languageclient/node";

const SECTION = "bacalhau";
/** Keys of the section that are the client's own business. */
const OWN = new Set(["interpreter", "trace.server"]);

type Json = Record<string, unknown>;

/**
 * Answers the server with what the user has written, and not with our defaults:
 * those would override what stands in a `.bacalhau-ls.toml`.
 */
export function settingsMiddleware(
  keys: readonly string[],
): ConfigurationMiddleware & DidChangeConfigurationMiddleware {
  return {
    configuration: ({ items }) =>
      items.map(({ section, scopeUri }) => (section === SECTION ? explicit(keys, scopeUri) : null)),
    didChangeConfiguration: (_sections, next) => next(undefined),
  };
}

/** The keys, without the name of the section, that our `package.json` declares for the server. */
export function serverKeys(context: ExtensionContext): string[] {
  const { properties } = context.extension.packageJSON.contributes.configuration;
  const keys = Object.keys(properties).map((name) => name.slice(SECTION.length + 1));
  return keys.filter((key) => !OWN.has(key));
}

function explicit(keys: readonly string[], scope: string | undefined): Json {
  const resource = scope ? parse(scope) : undefined;
  const configuration = workspace.getConfiguration(SECTION, resource ?? null);
  const result: Json = {};
  for (const key of keys) {
    const value = written(configuration, key);
    if (value !== undefined) put(result, key.split("."), value);
  }
  return result;
}

function parse(scope: string): Uri | undefined {
  return workspace.workspaceFolders?.find((folder) => folder.uri.toString() === scope)?.uri;
}

/** What the user has written for *key*; the innermost wins, tables are put together. */
function written(configuration: WorkspaceConfiguration, key: string): unknown {
  const found = configuration.inspect(key);
  const levels = [found?.globalValue, found?.workspaceValue, found?.workspaceFolderValue];
  const values = levels.filter((value) => value !== undefined);
  return values.every(isTable) && values.length > 0 ? Object.assign({}, ...values) : values.at(-1);
}

function isTable(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function put(target: Json, [first, ...others]: readonly string[], value: unknown): void {
  if (first === undefined) return;
  if (others.length === 0) {
    target[first] = value;
    return;
  }
  const below = isTable(target[first]) ? target[first] : {};
  target[first] = below;
  put(below as Json, others, value);
}
