import { type TextDocument, workspace } from "vscode";
import type { DocumentSelector } from "vscode-languageclient/node";

/** Our own languages: files that are specs by their name, or because the user says so. */
export const LANGUAGE = "bacalhau";
const YAML = "bacalhau-yaml";
const OWN = [LANGUAGE, YAML] as const;
/** Languages that VS Code's own JSON server looks after. */
const BUILT_IN = ["json", "jsonc"] as const;
/** Languages whose files are specs if their content says so. */
const BY_CONTENT = [...BUILT_IN, "json5", "yaml"] as const;
const JSON5 = ".json5";
const OWN_SCHEMES = ["file", "untitled"] as const;

/** What the server is told of. Other schemes are views of a file, such as one side of a diff. */
export function attached(): DocumentSelector {
  return [...selector([...OWN, ...BY_CONTENT]), ...json5Files()];
}

/** Where nobody else formats. */
export function formatted(): DocumentSelector {
  return selector(OWN);
}

/** Where nobody else makes an outline. */
export function outlined(): DocumentSelector {
  return [...selector([...OWN, "json5", "yaml"]), ...json5Files()];
}

/** VS Code alone takes them for plain text. */
function json5Files(): DocumentSelector {
  return [...schemes()].map((scheme) => ({ scheme, pattern: `**/*${JSON5}` }));
}

function selector(languages: readonly string[]): DocumentSelector {
  return [...schemes()].flatMap((scheme) => languages.map((language) => ({ scheme, language })));
}

/** A folder need not be on a disk: one of GitHub has a scheme of its own. */
function schemes(): ReadonlySet<string> {
  const folders = workspace.workspaceFolders ?? [];
  return new Set([...OWN_SCHEMES, ...folders.map((folder) => folder.uri.scheme)]);
}

/** Whether VS Code's JSON server reports faults of syntax in *document*. */
export function isCheckedByBuiltIn(document: TextDocument): boolean {
  const validates = workspace.getConfiguration("json.validate", document);
  return isBuiltIn(document) && validates.get<boolean>("enable", true);
}

/** Our language for the notation that *document* is written in. */
export function ourLanguageFor({ languageId }: TextDocument): string {
  return languageId.includes("yaml") ? YAML : LANGUAGE;
}

export function isOurs({ languageId }: TextDocument): boolean {
  return OWN.some((each) => each === languageId);
}

export function isBuiltIn({ languageId }: TextDocument): boolean {
  return BUILT_IN.some((each) => each === languageId);
}

/**
 * Whether the server should be asked about *document* at all.
 *
 * Most files are no specs: for them no process is started and nothing is shown.
 */
export function mayBeSpec(document: TextDocument): boolean {
  if (!schemes().has(document.uri.scheme)) return false;
  if (isOurs(document)) return true;
  if (!mayBeByContent(document)) return false;
  return document.getText().includes("Tasks") || isNamedBySetting(document);
}

function mayBeByContent({ languageId, uri }: TextDocument): boolean {
  return BY_CONTENT.some((each) => each === languageId) || uri.path.endsWith(JSON5);
}

/** Whether the setting `bacalhau.files` may name it; which it does, the server decides. */
function isNamedBySetting(document: TextDocument): boolean {
  const files = workspace.getConfiguration("bacalhau", document).get<unknown>("files");
  return Array.isArray(files) && files.length > 0;
}
