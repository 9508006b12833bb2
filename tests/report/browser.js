// Opens a report in headless Chromium, and watches everything that leaves the page and everything that goes wrong in it.
import { chromium } from "playwright-core";
import { pathToFileURL } from "node:url";
import { browserPath } from "./browser-path.js";

export function launch() {
  if (!browserPath) throw new Error("There is no Chromium. Set COSTCOMPASS_BROWSER to its path.");
  return chromium.launch({ executablePath: browserPath, args: ["--no-sandbox", "--force-color-profile=srgb"] });
}

// A page with what it asked for beside its own file, and what it complained of.
export async function open(browser, file, options = {}) {
  const { width = 1200, height = 900, colorScheme = "light", scale = 1 } = options;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, deviceScaleFactor: scale, locale: "de-DE", timezoneId: "Asia/Tokyo" });
  const page = await context.newPage();
  const address = pathToFileURL(file).href;
  const requests = [];
  const complaints = [];
  await context.route("**/*", route => {
    if (route.request().url() === address) return route.continue();
    requests.push(route.request().url());
    return route.abort();
  });
  page.on("console", message => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
  page.on("pageerror", error => complaints.push(String(error)));
  await page.addInitScript(() => {
    window.violations = [];
    document.addEventListener("securitypolicyviolation", event => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  await page.goto(address);
  return { page, context, requests, complaints };
}
