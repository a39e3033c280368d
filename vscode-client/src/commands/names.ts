export const RESTART = "bacalhau.restartServer";
export const SHOW_OUTPUT = "bacalhau.showOutput";
export const NEW_SPEC = "bacalhau.newJobSpec";
export const STRICT_JSON = "bacalhau.showStrictJson";
export const FIX_ALL = "bacalhau.fixAll";
export const EXPLAIN = "bacalhau.explainRule";
export const USE_LANGUAGE = "bacalhau.useLanguage";
export const SELECT_INTERPRETER = "bacalhau.selectInterpreter";
