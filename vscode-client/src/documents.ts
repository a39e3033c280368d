import { type TextDocument, workspace } from "vscode";
import type { DocumentSelector } from "vscode-languageclient/node";

/** Our own language: files that are specs by their name, or because the user says so. */
export const LANGUAGE = "bacalhau";
/** Languages that VS Code's own JSON server looks after. */
export const BUILT_IN = ["json", "jsonc"] as const;
/** Languages whose files are specs if their content says so. */
const BY_CONTENT = [...BUILT_IN, "json5"] as const;
const OWN_SCHEMES = ["file", "untitled"] as const;

/** What the server is told of. Other schemes are views of a file, such as one side of a diff. */
export function attached(): DocumentSelector {
  return selector([LANGUAGE, ...BY_CONTENT]);
}

/** Where nobody else formats. */
export function formatted(): DocumentSelector {
  return selector([LANGUAGE]);
}

/** Where nobody else makes an outline. */
export function outlined(): DocumentSelector {
  return selector([LANGUAGE, "json5"]);
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

export function isBuiltIn({ languageId }: TextDocument): boolean {
  return BUILT_IN.some((each) => each === languageId);
}

/**
 * Whether the server should be asked about *document* at all.
 *
 * Most JSON files are no specs: for them no process is started and nothing is shown.
 */
export function mayBeSpec(document: TextDocument): boolean {
  if (!schemes().has(document.uri.scheme)) return false;
  if (document.languageId === LANGUAGE) return true;
  if (!BY_CONTENT.some((each) => each === document.languageId)) return false;
  return document.getText().includes("Tasks") || isNamedBySetting(document);
}

/** Whether the setting `bacalhau.files` may name it; which it does, the server decides. */
function isNamedBySetting(document: TextDocument): boolean {
  const files = workspace.getConfiguration("bacalhau", document).get<unknown>("files");
  return Array.isArray(files) && files.length > 0;
}
