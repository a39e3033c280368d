/**
 * A report is less than what the server has sent while VS Code's JSON server looks after the
 * file. So its id says which it is: when the language of the file changes, "unchanged" is no answer.
 */
const MARK = /^(?:alone|beside):/;

export interface View {
  marked(id: string): string;
  /** The server's own id; undefined if it is of a report that was something else. */
  unmarked(id: string | undefined): string | undefined;
}

export const ALONE = view("alone:");
export const BESIDE = view("beside:");

export function withoutMark(id: string): string {
  return id.replace(MARK, "");
}

function view(mark: string): View {
  return {
    marked: (id) => mark + id,
    unmarked: (id) => (id === undefined || withMark(id, mark) ? id && withoutMark(id) : undefined),
  };
}

/** An id without any mark comes from a report on the whole workspace, which leaves nothing out. */
function withMark(id: string, mark: string): boolean {
  return MARK.test(id) ? id.startsWith(mark) : mark === "alone:";
}
