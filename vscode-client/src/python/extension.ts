import { type Disposable, extensions, type Uri } from "vscode";

const ID = "ms-python.python";
const LONGEST_MS = 10_000;

/** The part of the Python extension's interface that we use. */
interface PythonExtension {
  readonly environments: {
    getActiveEnvironmentPath(resource?: Uri): EnvironmentPath;
    resolveEnvironment(path: EnvironmentPath): Promise<Environment | undefined>;
    onDidChangeActiveEnvironmentPath(listener: () => void): Disposable;
  };
}
interface EnvironmentPath {
  readonly id: string;
  readonly path: string;
}
interface Environment {
  readonly executable: { readonly uri?: Uri };
}

/** The interpreter that the Python extension has active; undefined without that extension. */
export async function activeInterpreter(resource: Uri | undefined): Promise<string | undefined> {
  const python = await exported();
  if (!python) return undefined;
  const active = python.environments.getActiveEnvironmentPath(resource);
  const environment = await inTime(python.environments.resolveEnvironment(active));
  return environment?.executable.uri?.fsPath ?? active.path;
}

/** Have *listener* called when the user selects another interpreter. */
export async function onInterpreterChange(listener: () => void): Promise<Disposable | undefined> {
  const python = await exported();
  return python?.environments.onDidChangeActiveEnvironmentPath(listener);
}

async function exported(): Promise<PythonExtension | undefined> {
  const extension = extensions.getExtension<PythonExtension>(ID);
  if (!extension) return undefined;
  try {
    const api = await inTime(Promise.resolve(extension.activate()));
    return api?.environments ? api : undefined;
  } catch {
    return undefined; // Its trouble is reported by itself; there are other places to look at.
  }
}

function inTime<T>(promise: Promise<T>): Promise<T | undefined> {
  const late = new Promise<undefined>((resolve) => {
    setTimeout(resolve, LONGEST_MS, undefined).unref();
  });
  return Promise.race([promise, late]);
}
