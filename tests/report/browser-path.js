// Where there is a Chromium. As a program it prints the path, or nothing.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe", "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe"];

export const browserPath = process.env.COSTCOMPASS_BROWSER ?? places.find(existsSync);

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(browserPath ?? "");
