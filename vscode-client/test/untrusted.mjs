// A workspace that names its own interpreter, before and after the user trusts it.
import * as fs from "node:fs";
import { command, open, underlined, until } from "./hands.mjs";
import { walk } from "./walk.mjs";

const TRACE = process.env.INTERPRETER_TRACE;

await walk({
  async "is checked without its own interpreter"(page) {
    await open(page, "mistakes.bacalhau.json");
    await underlined(page, 3);
    if (fs.existsSync(TRACE)) throw new Error("the interpreter of the workspace was started");
  },

  async "uses it once it is trusted"(page) {
    await command(page, "Workspaces: Manage Workspace Trust");
    await page
      .locator(".workspace-trust-editor")
      .getByRole("button", { name: "Trust" })
      .first()
      .click();
    await until(page, "its interpreter", () => fs.existsSync(TRACE), Boolean);
  },
});
