import { inWindow } from "./browser.mjs";

/** Take *steps* in one window, up to the first that fails, and print the result of each. */
export async function walk(steps) {
  const results = [];
  const taken = inWindow([], async (page) => {
    for (const [name, step] of Object.entries(steps)) {
      try {
        await step(page);
        results.push({ name });
      } catch (error) {
        results.push({ name, error: error.stack });
        throw error;
      }
    }
  });
  await taken.catch((error) => process.stderr.write(`${error.stack}\n`));
  process.stdout.write(JSON.stringify({ results }));
}
