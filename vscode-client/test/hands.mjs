// What a person does in a VS Code window: keys, clicks, and looking.

export const SQUIGGLES = ".squiggly-error, .squiggly-warning";

/** Open a file from the explorer, once the window is there. */
export async function open(page, name) {
  await page.locator(".monaco-workbench").waitFor();
  const row = `.explorer-folders-view .monaco-list-row[aria-label^="${name}"]`;
  await page.locator(row).first().dblclick();
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
  await page.locator(".monaco-editor .view-line").first().waitFor();
}

/** Run a command by its title. */
export async function command(page, title) {
  await page.keyboard.press("F1");
  const input = page.locator(".quick-input-widget:visible input");
  await input.fill(`>${title}`);
  const row = page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first();
  await row.waitFor();
  await row.click();
}

/** Put the cursor at a place, counted from one. */
export async function goTo(page, line, column) {
  await page.keyboard.press("Control+KeyG");
  const input = page.locator(".quick-input-widget:visible input");
  await input.fill(`:${line}:${column}`);
  await page.keyboard.press("Enter");
  await page.locator(".quick-input-widget").first().waitFor({ state: "hidden" });
}

/** What the editor shows, with plain blanks. */
async function text(page) {
  const lines = await page.locator(".editor-instance .view-line").evaluateAll((elements) =>
    elements
      .map((each) => ({ top: Number.parseFloat(each.style.top), text: each.textContent ?? "" }))
      .sort((one, other) => one.top - other.top)
      .map((each) => each.text.replaceAll("\u00a0", " ")),
  );
  return lines.join("\n");
}

/** Wait until the editor shows *part*. */
export function shown(page, part) {
  return until(
    page,
    part,
    () => text(page),
    (all) => all.includes(part),
  );
}

/** Wait until so many places are underlined. */
export function underlined(page, count) {
  return until(
    page,
    `${count} squiggles`,
    () => page.locator(SQUIGGLES).count(),
    (seen) => seen === count,
  );
}

/** What the Problems panel lists for a file. */
export async function problems(page, name) {
  await command(page, "Problems: Focus on Problems View");
  const filter = page.locator(".viewpane-filter .monaco-inputbox textarea, .viewpane-filter input");
  await filter.first().fill(name);
  await page.waitForTimeout(1000); // the list follows a little later
  return page
    .locator(".markers-panel .monaco-list-row:has(.marker-icon)")
    .evaluateAll((elements) => elements.map((each) => each.getAttribute("aria-label") ?? ""));
}

/** Wait until *look* gives what *isRight* likes; the last look is in the error. */
export async function until(page, what, look, isRight) {
  const end = Date.now() + 60_000;
  for (;;) {
    const seen = await look();
    if (isRight(seen)) return seen;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}: ${JSON.stringify(seen)}`);
    await page.waitForTimeout(100);
  }
}
