// A person's way through the extension, with pictures. Prints the result of each step.
import { picture } from "./browser.mjs";
import { command, goTo, open, problems, SQUIGGLES, shown, underlined, until } from "./hands.mjs";
import { walk } from "./walk.mjs";

const ours = (rows) => rows.filter((row) => row.includes("bacalhau"));

const steps = {
  async "sees a squiggle under each mistake"(page) {
    await open(page, "mistakes.bacalhau.json");
    await underlined(page, 3);
    await picture(page, "mistakes");
  },

  async "reads each finding once in the problems panel"(page) {
    const rows = await problems(page, "mistakes.bacalhau.json");
    if (rows.length !== 3) throw new Error(`three findings, not ${rows.join("\n")}`);
    await picture(page, "problems");
  },

  async "reads what a rule means"(page) {
    await page
      .locator(".markers-panel .monaco-list-row a", { hasText: "unknown-property" })
      .click();
    const preview = page.locator(".tab", { hasText: "Preview unknown-property" }).first();
    await preview.waitFor();
    const headings = () => Promise.all(page.frames().map((each) => each.locator("h2").count()));
    await until(page, "the page", headings, (counts) => counts.some((count) => count > 2));
    await page.waitForTimeout(2000); // until it is drawn
    await picture(page, "explanation");
    await preview.click({ button: "middle" }); // it is closed
    await page.locator(".monaco-editor .view-lines").first().click();
    await page.keyboard.press("Control+KeyJ"); // the panel goes
  },

  async "hovers over a key"(page) {
    await open(page, "mistakes.bacalhau.json");
    await page.locator(".view-line span span", { hasText: "Memory" }).last().hover();
    await page.locator(".monaco-hover:visible", { hasText: "1MB or more" }).first().waitFor();
    await picture(page, "hover");
    await page.keyboard.press("Escape");
  },

  async "applies a quick fix"(page) {
    await goTo(page, 8, 20);
    await page.keyboard.press("Control+Period");
    const fix = page.locator(".action-widget .monaco-list-row", { hasText: "docker" }).first();
    await fix.waitFor();
    await picture(page, "quick-fix");
    await page.keyboard.press("Enter");
    await shown(page, '"docker"');
    await underlined(page, 2);
  },

  async "sees the findings again after a restart of the server"(page) {
    await command(page, "Bacalhau: Restart Server");
    await underlined(page, 2);
    await command(page, "File: Revert File");
  },

  async "completes the type of an engine"(page) {
    await open(page, "half.job.json");
    await goTo(page, 8, 18);
    await page.keyboard.press("Control+Space");
    const rows = page.locator(".suggest-widget.visible .monaco-list-row");
    await rows.filter({ hasText: "docker" }).first().waitFor();
    await page.waitForTimeout(500); // the documentation comes beside the list
    await picture(page, "completion");
    const labels = await rows.evaluateAll((all) =>
      all.map((each) => each.getAttribute("aria-label")),
    );
    if (new Set(labels).size !== labels.length) throw new Error(`offered twice: ${labels}`);
    await page.keyboard.press("Enter");
    await shown(page, '"Type": "docker"');
    await command(page, "File: Revert File");
  },

  async "formats a spec"(page) {
    await open(page, "messy.job.json");
    await command(page, "Format Document");
    await shown(page, '\n  "Name": "messy",\n');
    await command(page, "File: Revert File");
  },

  async "starts a spec from a template"(page) {
    await command(page, "Bacalhau: New Job Spec from Template");
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "wasm" }).waitFor();
    await page.mouse.move(700, 600); // no tooltip over the list
    await page.waitForTimeout(1000); // until the list stands still
    await picture(page, "templates");
    await page.keyboard.press("Enter");
    await shown(page, '"my-job"');
    await page.keyboard.press("Escape");
    await picture(page, "new-spec");
  },

  async "sees why a file is checked"(page) {
    await open(page, "job.json");
    await page.locator(SQUIGGLES).first().waitFor();
    await page.locator('[id="status.languageStatus"]').click();
    const status = page.locator(".hover-language-status, .language-status", {
      hasText: "Bacalhau",
    });
    await status.first().waitFor();
    await picture(page, "status");
    await page.keyboard.press("Escape");
  },

  async "sees nothing of ours in package.json"(page) {
    await open(page, "package.json");
    await page.waitForTimeout(2000);
    const squiggles = await page.locator(SQUIGGLES).count();
    const rows = ours(await problems(page, "package.json"));
    await page.locator('[id="status.languageStatus"]').click();
    const status = await page.locator(".hover-language-status", { hasText: "Bacalhau" }).count();
    if (squiggles || rows.length || status) throw new Error(`${squiggles} ${rows} ${status}`);
    await picture(page, "package-json");
  },
};

await walk(steps);
