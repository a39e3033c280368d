// Which interpreter is used when the Python extension is there.
import * as fs from "node:fs";
import { command, open, underlined, until } from "./hands.mjs";
import { walk } from "./walk.mjs";

const [first, second] = JSON.parse(process.env.INTERPRETER_TRACES);

await walk({
  async "uses the active interpreter"(page) {
    await open(page, "mistakes.bacalhau.json");
    await underlined(page, 3);
    if (!fs.existsSync(first) || fs.existsSync(second)) throw new Error("not the active one");
  },

  async "changes to the one that is selected next"(page) {
    await command(page, "Next Interpreter");
    await until(page, "the next interpreter", () => fs.existsSync(second), Boolean);
  },
});
