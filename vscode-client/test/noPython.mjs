// A machine without Python: what the user is told, and the way out of it.
import { picture } from "./browser.mjs";
import { open, underlined, until } from "./hands.mjs";
import { walk } from "./walk.mjs";

const TOAST = ".notification-toast";

await walk({
  async "says once what is missing, with buttons"(page) {
    await open(page, "mistakes.bacalhau.json");
    const toast = page.locator(TOAST, { hasText: "Bacalhau needs Python 3.10 or newer" });
    await toast.getByRole("button", { name: "Select Interpreter" }).waitFor();
    await toast.getByRole("button", { name: "Install Python" }).waitFor();
    await open(page, "half.job.json");
    await page.waitForTimeout(1000);
    if ((await page.locator(TOAST).count()) !== 1) throw new Error("more than one message");
    await picture(page, "no-python");
  },

  async "starts as soon as an interpreter is selected"(page) {
    await page.locator(TOAST).getByRole("button", { name: "Select Interpreter" }).click();
    const widget = page.locator(".quick-input-widget:visible");
    await widget.first().waitFor();
    await until(
      page,
      "a closed dialog",
      async () => {
        await page.waitForTimeout(500); // it fills in the folder, then looks for the file
        if ((await widget.count()) === 0) return 0;
        await widget.locator("input").first().fill(process.env.PYTHON);
        await page.waitForTimeout(500);
        await page.keyboard.press("Enter");
        await page.waitForTimeout(500);
        return widget.count();
      },
      (count) => count === 0,
    );
    await open(page, "mistakes.bacalhau.json");
    await underlined(page, 3);
  },
});
