// The report in headless Chromium. COSTCOMPASS_REPORTS is the folder that New-ReportFixture.ps1 filled.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, open } from "./browser.js";

const folder = process.env.COSTCOMPASS_REPORTS;
const report = join(folder, "report.html");
const many = join(folder, "many.html");
const expected = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8"));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let browser;

before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

async function within(file, options, body) {
  const opened = await open(browser, file, options);
  try {
    await body(opened.page, opened);
    assert.deepEqual(opened.requests, [], "no request leaves the page");
    assert.deepEqual(opened.complaints, [], "the console is silent");
    assert.deepEqual(await opened.page.evaluate(() => window.violations), [], "the policy forbids nothing that the page does");
  } finally {
    await opened.context.close();
  }
}

// What share of the pixels of each chart is painted.
const painted = page => page.$$eval(".chart canvas", canvases => canvases.map(canvas => {
  const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  let count = 0;
  for (let index = 3; index < pixels.length; index += 4) count += pixels[index] > 0 ? 1 : 0;
  return count / (pixels.length / 4);
}));

const tooltip = chart => chart.locator(".tip").evaluate(tip => ({
  isShown: !tip.hidden,
  title: tip.querySelector("b")?.textContent,
  rows: Object.fromEntries([...tip.querySelectorAll("div")].map(row => [row.firstChild.textContent, row.lastChild.textContent])),
}));

// The middle of each column of a chart of days.
async function columns(page, chart, count) {
  await chart.scrollIntoViewIfNeeded();
  const box = await chart.locator(".u-over").boundingBox();
  return Array.from({ length: count }, (_, index) => [box.x + box.width * (index + 0.5) / count, box.y + box.height / 2]);
}

for (const [name, options] of Object.entries({
  light: { colorScheme: "light" }, dark: { colorScheme: "dark" }, phone: { width: 360, height: 740, scale: 2 },
})) {
  test(`every chart is drawn: ${name}`, () => within(report, options, async page => {
    const charts = await painted(page);
    assert.equal(charts.length, 1 + 2 + 3, "the month, the days of two currencies, three balances");
    charts.forEach((share, index) => assert.ok(share > 0.02, `chart ${index} has ${share} of its pixels painted`));
    const [width, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    assert.ok(width <= room, `${width} pixels on a screen of ${room}`);
  }));
}

test("dark is dark, and the button chooses", () => within(report, { colorScheme: "dark" }, async page => {
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await ground();
  await page.click("#theme");
  const light = await ground();
  assert.notEqual(light, dark);
  assert.equal(await page.textContent("#theme"), "Theme: light");
  await page.click("#theme");
  assert.equal(await ground(), dark);
  assert.ok((await painted(page)).every(share => share > 0.02), "the charts are drawn again");
}));

test("on paper it is light, without buttons and folded tables", () => within(report, { colorScheme: "dark" }, async page => {
  await page.emulateMedia({ media: "print" });
  await page.waitForFunction(() => document.documentElement.dataset.theme === "light");
  assert.equal(await page.isVisible("#theme"), false);
  assert.equal(await page.locator("details").first().isVisible(), false);
  assert.ok((await painted(page)).every(share => share > 0.02));
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)");
  assert.ok((await page.pdf({ format: "A4" })).length > 20000);
  await page.emulateMedia({ media: "screen" });
  await page.waitForFunction(() => !document.documentElement.dataset.theme);
}));

test("the pointer shows the spend of each day as Get-CostSpend tells it", () => within(report, {}, async page => {
  for (const [number, currency] of [[0, "USD"], [1, "CNY"]]) {
    const spends = expected.days.filter(day => day.currency === currency);
    const names = [...new Set(spends.map(day => day.provider))];
    const days = [...new Set(spends.map(day => day.day))].sort();
    const chart = page.locator('[data-chart="days"]').nth(number);
    const places = await columns(page, chart, days.length);
    for (const [index, place] of places.entries()) {
      await page.mouse.move(...place);
      const { isShown, title, rows } = await tooltip(chart);
      const date = new Date(days[index] + "T00:00:00Z");
      assert.ok(isShown);
      assert.equal(title, `${date.getUTCDate()} ${date.toLocaleString("en", { month: "short", timeZone: "UTC" })} ${date.getUTCFullYear()}`);
      for (const name of names) {
        const of = spends.filter(day => day.day === days[index] && day.provider === name);
        const shown = rows[name] ?? rows[name + "*"];
        assert.equal(shown, of[0]?.amount, `${name} on ${days[index]}`);
      }
    }
  }
}));

test("the pointer shows balances as Get-CostSnapshot tells them, by the clock that was asked for", () => within(report, {}, async page => {
  let compared = 0;
  for (const chart of await page.locator('[data-chart="balance"]').all()) {
    const account = (await chart.getAttribute("data-label")).match(/^Balance of (.*) in (...)$/);
    const known = new Map(expected.balances.filter(one => one.account === account[1]).map(one => [one.local, one.total]));
    await chart.scrollIntoViewIfNeeded();
    const box = await chart.locator(".u-over").boundingBox();
    for (let x = 3; x < box.width; x += 17) {
      await page.mouse.move(box.x + x, box.y + 40);
      const { title, rows } = await tooltip(chart);
      if (rows.Balance === undefined) {
        assert.match(rows.Forecast, /\d\.\d\d/);
        continue;
      }
      assert.equal(rows.Balance, known.get(title), `${account[1]} at ${title}`);
      compared++;
    }
  }
  assert.ok(compared > 40, `${compared} readings compared`);
}));

test("a top-up is told where it was seen", () => within(report, {}, async page => {
  const chart = page.locator('[data-chart="balance"][data-label*="深度"]');
  await chart.focus();
  const seen = [];
  for (let press = 0; press < 140; press++) {
    await page.keyboard.press("ArrowRight");
    const { rows } = await tooltip(chart);
    if (rows["Top-up"]) seen.push(rows["Top-up"]);
  }
  assert.equal(seen.length, 2);
  seen.forEach(text => assert.match(text, /^at least 24\.\d\d\u00a0USD$/));
}));

test("the keyboard moves through the month and says each value", () => within(report, {}, async page => {
  const chart = page.locator('[data-chart="month"]');
  const said = () => chart.getAttribute("aria-valuetext");
  await chart.focus();
  await page.keyboard.press("Home");
  assert.match(await said(), /^Start of the month, Spent 0\.00\u00a0USD\*$/);
  await page.keyboard.press("ArrowRight");
  assert.match(await said(), /^By the end of 1 Nov, Spent \d/);
  const texts = [];
  for (let press = 0; press < 40; press++) {
    await page.keyboard.press("ArrowRight");
    texts.push(await said());
  }
  assert.ok(texts.includes(`By the last reading, 12 Nov, Spent ${expected.toDate}*`), texts.join("\n"));
  assert.match(texts.at(-1), new RegExp(`^By the end of 30 Nov, Forecast ${expected.thisMonth}\\*, Interval `));
  assert.equal((await tooltip(chart)).isShown, true);
  await page.keyboard.press("Escape");
  assert.equal((await tooltip(chart)).isShown, false);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "SUMMARY");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("details").first().evaluate(one => one.open), true);
}));

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1200, 360]) {
    test(`axe-core finds no violation: ${colorScheme}, ${width} pixels`, () => within(report, { colorScheme, width }, async page => {
      await page.$$eval("details", all => all.forEach(one => { one.open = true; }));
      await page.locator(".chart").first().focus();
      await page.keyboard.press("End");
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run(document));
      assert.deepEqual(violations.map(one => `${one.id}: ${one.nodes.map(node => node.target.join(" ")).join(", ")}`), []);
    }));
  }
}

test("names are text, whatever they hold", () => within(report, {}, async page => {
  assert.equal(await page.locator("img, iframe, object, embed, link").count(), 0);
  assert.equal(await page.locator("script").count(), 3);
  const names = await page.locator("bdi").allTextContents();
  for (const name of [expected.evil + " \u0645\u0634\u0631\u0648\u0639", "\u6df1\u5ea6-\u94b1\u5305", "\u05d7\u05e9\u05d1\u05d5\u05df"]) assert.ok(names.includes(name), `${name} is not among ${names}`);
  const notes = await page.textContent(".notes");
  for (const name of ["deepseek-<img src=x onerror=alert(1)>", `${expected.evil} budget`]) assert.ok(notes.includes(name), `${name} is not in the notes: ${notes}`);
}));

test("what came in from outside neither runs nor asks for anything", async () => {
  const { page, context, requests } = await open(browser, report);
  const [ran, answer] = await page.evaluate(async () => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.body.append(script);
    const image = document.createElement("img");
    image.src = "https://example.org/pixel.png";
    document.body.append(image);
    return [window.ran === true, await fetch("https://example.org/").then(() => "answered", () => "refused")];
  });
  assert.deepEqual([ran, answer, requests], [false, "refused", []]);
  assert.deepEqual([...new Set(await page.evaluate(() => window.violations.map(one => one.split(" ")[0])))].sort(), ["connect-src", "img-src", "script-src-elem"]);
  await context.close();
});

test("the file holds no key and no path", () => {
  const text = readFileSync(report, "utf8");
  assert.equal(text.includes(expected.home), false);
  assert.equal(/sk-[A-Za-z0-9]/.test(text), false);
  assert.equal(/\/(home|tmp|Users|root)\//.test(text), false);
});

test("100,000 readings are drawn, and the pointer moves over them", () => within(many, {}, async page => {
  const chart = page.locator('[data-chart="balance"]');
  assert.equal(await chart.getAttribute("aria-valuemax") >= 99999, true);
  assert.ok((await painted(page)).every(share => share > 0.02));
  await chart.scrollIntoViewIfNeeded();
  const box = await chart.locator(".u-over").boundingBox();
  await page.mouse.move(box.x + box.width / 3, box.y + 50);
  assert.match((await tooltip(chart)).rows.Balance, /^\d+\.\d\d\u00a0USD$/);
  await chart.focus();
  await page.keyboard.press("Home");
  for (let press = 0; press < 5; press++) await page.keyboard.press("PageUp");
  assert.ok(Number(await chart.getAttribute("aria-valuenow")) > 1000, "a key held down gets somewhere");
}));
