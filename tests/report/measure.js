// node measure.js report.html: how long the charts of a report take, as medians of nine openings in headless Chromium.
import { launch, open } from "./browser.js";

const median = values => values.sort((one, other) => one - other)[values.length >> 1];
const openings = [];
const browser = await launch();
try {
  for (let run = 0; run < 9; run++) {
    const { page, context } = await open(browser, process.argv[2]);
    openings.push(await page.evaluate(async () => {
      const charts = performance.getEntriesByName("charts")[0].duration;
      const over = [...document.querySelectorAll('[data-chart="balance"] .u-over')].at(-1);
      over.scrollIntoView();
      const box = over.getBoundingClientRect();
      const moves = [];
      for (let x = 0; x < 100; x++) {
        const began = performance.now();
        over.dispatchEvent(new MouseEvent("mousemove", { bubbles: true, clientX: box.left + box.width * x / 100, clientY: box.top + 40, view: window }));
        await new Promise(requestAnimationFrame);
        moves.push(performance.now() - began);
      }
      const redrawn = performance.now();
      document.getElementById("theme").click();
      await null;
      return { charts, move: moves.sort((one, other) => one - other)[50], redraw: performance.now() - redrawn };
    }));
    await context.close();
  }
} finally {
  await browser.close();
}

console.log(JSON.stringify(Object.fromEntries(["charts", "move", "redraw"].map(name => [name, Number(median(openings.map(one => one[name])).toFixed(1))]))));
