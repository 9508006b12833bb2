// node picture.js report.html folder [texts]: takes the pictures of the documentation, of the report and of what a terminal printed.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { launch, open } from "./browser.js";
import { toPage } from "./terminal.js";

const [file, folder, texts] = process.argv.slice(2);
const pictures = [
  { name: "report-light.png", width: 1200, height: 1500, colorScheme: "light" },
  { name: "report-dark.png", width: 1200, height: 1500, colorScheme: "dark" },
  { name: "report-phone.png", width: 360, height: 1300, colorScheme: "light", scale: 2 },
];

const browser = await launch();
try {
  for (const { name, ...options } of pictures) {
    const { page, context } = await open(browser, file, options);
    await page.screenshot({ path: join(folder, name) });
    await context.close();
  }

  for (const text of texts ? readdirSync(texts).filter(name => name.endsWith(".txt")) : []) {
    for (const theme of ["dark", "light"]) {
      const path = join(texts, `${text}.${theme}.html`);
      writeFileSync(path, toPage(readFileSync(join(texts, text), "utf8"), theme));
      const { page, context } = await open(browser, path, { width: 1400, height: 400, scale: 1.5 });
      await page.locator("pre").screenshot({ path: join(folder, `${basename(text, ".txt")}-${theme}.png`) });
      await context.close();
    }
  }
} finally {
  await browser.close();
}
