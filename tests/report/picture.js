// node picture.js report.html folder: takes the pictures of the documentation.
import { join } from "node:path";
import { launch, open } from "./browser.js";

const [file, folder] = process.argv.slice(2);
const pictures = [
  { name: "report-light.png", width: 1200, height: 1500, colorScheme: "light" },
  { name: "report-dark.png", width: 1200, height: 1500, colorScheme: "dark" },
  { name: "report-phone.png", width: 360, height: 1300, colorScheme: "light", scale: 2 },
];

const browser = await launch();
try {
  for (const { name, ...options } of pictures) {
    const { page, context } = await open(browser, file, options);
    await page.screenshot({ path: join(folder, name), fullPage: process.argv[4] === "--whole" });
    await context.close();
  }
} finally {
  await browser.close();
}
