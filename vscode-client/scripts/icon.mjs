// Draws images/icon.png of images/icon.svg.
import * as fs from "node:fs";
import { chromium } from "playwright-core";

const svg = fs.readFileSync("images/icon.svg", "utf8");
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
const page = await browser.newPage({ viewport: { width: 256, height: 256 } });
await page.setContent(`<style>body{margin:0}svg{width:256px;height:256px}</style>${svg}`);
await page.screenshot({ path: "images/icon.png", omitBackground: true });
await browser.close();
