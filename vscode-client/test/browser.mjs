// The window of a person: Debian's Chromium on the page of a VS Code server.
import * as fs from "node:fs";
import * as path from "node:path";
import { chromium } from "playwright-core";

const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
export const BASE = process.env.VSCODE_URL;
const WORKSPACE = process.env.VSCODE_WORKSPACE;
const PICTURES = process.env.VSCODE_PICTURES;

/** Let *act* use a window with the workspace open; a picture is taken when it fails. */
export async function inWindow(payload, act) {
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: QUIET });
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: 1,
  });
  page.setDefaultTimeout(60_000);
  const query = new URLSearchParams({ folder: WORKSPACE, payload: JSON.stringify(payload) });
  try {
    await page.goto(`${BASE}/?${query}`);
    await act(page);
  } catch (error) {
    await picture(page, "failed");
    throw error;
  } finally {
    await browser.close();
  }
}

/** Keep what the window shows, or the part of it at *clip*. */
export async function picture(page, name, clip) {
  fs.mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: path.join(PICTURES, `${name}.png`), clip });
}
