// Stands in for ms-python.python, whose gallery cannot be reached from the tests.
const vscode = require("vscode");

const paths = INTERPRETERS;

exports.activate = (context) => {
  const changed = new vscode.EventEmitter();
  const next = () => {
    paths.shift();
    changed.fire();
  };
  context.subscriptions.push(changed, vscode.commands.registerCommand("python.next", next));
  const getActiveEnvironmentPath = () => ({ id: paths[0], path: paths[0] });
  const resolveEnvironment = async ({ path }) => ({ executable: { uri: vscode.Uri.file(path) } });
  const onDidChangeActiveEnvironmentPath = changed.event;
  return {
    environments: {
      getActiveEnvironmentPath,
      resolveEnvironment,
      onDidChangeActiveEnvironmentPath,
    },
  };
};
