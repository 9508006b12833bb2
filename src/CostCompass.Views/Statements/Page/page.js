
// Puts the charts into the page: size, theme, cursor by pointer and by keyboard, and the words that say what is there.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const root = document.documentElement;
  const plots = [];

  function describe(element, number) {
    switch (element.dataset.chart) {
      case "month": return Charts.month(data.month);
      case "days": return Charts.days(data.days[number]);
      default: return Charts.balance(data.balances[number], data.offsets);
    }
  }

  function build(plot) {
    const { element, description } = plot;
    plot.chart?.destroy();
    plot.chart = new uPlot({
      width: element.clientWidth,
      height: element.clientHeight,
      legend: { show: false },
      padding: [26, 18, 0, 0],
      cursor: { y: false, drag: { setScale: false, x: false, y: false }, points: { size: 7 } },
      ...withHooks(plot, description.options(element.clientWidth)),
    }, description.data, element);
  }

  function withHooks(plot, options) {
    options.hooks = { ...options.hooks, setCursor: [u => show(plot, u.cursor.idx, u.cursor.left)] };
    return options;
  }

  // Says in the tooltip, and to a reader of the screen, what is at a point.
  function show(plot, index, left) {
    const { tip, element, description } = plot;
    if (index === null || index === undefined || left < 0) {
      tip.hidden = true;
      return;
    }

    plot.index = index;
    const { title, rows } = description.at(index);
    tip.replaceChildren(part("b", title), ...rows.map(row => {
      const name = part("span", "");
      if (row.key) name.append(key(row.key));
      name.append(part("bdi", row.name));
      const line = part("div", "");
      line.append(name, part("span", row.value));
      return line;
    }));
    tip.hidden = false;
    const x = left + plot.chart.over.offsetLeft;
    const isRight = x > element.clientWidth / 2;
    tip.style.left = Math.max(0, Math.min(element.clientWidth - tip.offsetWidth, isRight ? x - tip.offsetWidth - 12 : x + 12)) + "px";
    element.setAttribute("aria-valuenow", index);
    element.setAttribute("aria-valuetext", [title, ...rows.map(row => `${row.name} ${row.value}`.trim())].join(", "));
  }

  function part(name, text) {
    const element = document.createElement(name);
    element.textContent = text;
    return element;
  }

  function key(names) {
    const element = document.createElement("i");
    element.className = "key " + names;
    return element;
  }

  function move(plot, index) {
    const { chart } = plot;
    const left = chart.valToPos(plot.description.data[0][index], "x");
    chart.setCursor({ left, top: chart.over.clientHeight / 2 }, false);
    show(plot, index, left);
  }

  // Where points lie close to each other a step is some pixels, so that a key held down gets somewhere.
  function step(plot, index, direction) {
    const at = plot.description.data[0];
    const least = 4 * (at[at.length - 1] - at[0]) / Math.max(1, plot.chart.over.clientWidth);
    let next = index + direction;
    while (next > 0 && next < at.length - 1 && Math.abs(at[next] - at[index]) < least) next += direction;
    return Math.max(0, Math.min(at.length - 1, next));
  }

  function press(plot, event) {
    const last = plot.description.data[0].length - 1;
    const index = plot.index ?? -1;
    const far = direction => Array.from({ length: 10 }).reduce(from => step(plot, from, direction), Math.max(0, index));
    const next = {
      ArrowRight: () => step(plot, index, 1), ArrowUp: () => step(plot, index, 1),
      ArrowLeft: () => step(plot, Math.max(0, index), -1), ArrowDown: () => step(plot, Math.max(0, index), -1),
      PageUp: () => far(1), PageDown: () => far(-1), Home: () => 0, End: () => last,
    }[event.key];
    if (next) {
      event.preventDefault();
      move(plot, next());
    } else if (event.key === "Escape") {
      plot.tip.hidden = true;
      plot.chart.setCursor({ left: -10, top: -10 }, false);
    }
  }

  function start() {
    let balances = 0;
    for (const element of document.querySelectorAll(".chart")) {
      const number = element.dataset.chart === "balance" ? balances++ : Number(element.dataset.number ?? 0);
      const plot = { element, description: describe(element, number), tip: part("div", ""), index: null };
      plot.tip.className = "tip";
      plot.tip.hidden = true;

      // A slider is what moves by arrow keys and says its value: readers of the screen hand it the keys.
      element.tabIndex = 0;
      element.setAttribute("role", "slider");
      element.setAttribute("aria-label", element.dataset.label);
      element.setAttribute("aria-valuemin", 0);
      element.setAttribute("aria-valuemax", plot.description.data[0].length - 1);
      element.setAttribute("aria-valuenow", 0);
      element.setAttribute("aria-valuetext", "Arrow keys move from point to point");
      build(plot);
      element.append(plot.tip);
      element.addEventListener("keydown", event => press(plot, event));
      element.addEventListener("blur", () => press(plot, { key: "Escape" }));
      plots.push(plot);
      new ResizeObserver(() => resize(plot)).observe(element);
    }
  }

  function resize(plot) {
    const { element, chart } = plot;
    if (element.clientWidth > 0 && (chart.width !== element.clientWidth || chart.height !== element.clientHeight)) {
      chart.setSize({ width: element.clientWidth, height: element.clientHeight });
    }
  }

  const redraw = () => plots.forEach(build);

  // Paper is light, whatever the screen is.
  let beforePrint = null;
  function print(isPrinting) {
    if (isPrinting && beforePrint === null) {
      beforePrint = root.dataset.theme ?? "";
      root.dataset.theme = "light";
      redraw();
    } else if (!isPrinting && beforePrint !== null) {
      if (beforePrint) root.dataset.theme = beforePrint; else delete root.dataset.theme;
      beforePrint = null;
      redraw();
    }
  }

  function theme() {
    const button = document.getElementById("theme");
    const next = { "": "light", light: "dark", dark: "" };
    button.hidden = false;
    button.addEventListener("click", () => {
      const chosen = next[root.dataset.theme ?? ""];
      if (chosen) root.dataset.theme = chosen; else delete root.dataset.theme;
      button.textContent = "Theme: " + (chosen || "system");
      redraw();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
    matchMedia("print").addEventListener("change", event => print(event.matches));
    window.addEventListener("beforeprint", () => print(true));
    window.addEventListener("afterprint", () => print(false));
  }

  const began = performance.now();
  start();
  theme();
  // uPlot draws when this script has ended; what is queued now comes after that.
  queueMicrotask(() => performance.measure("charts", { start: began, end: performance.now() }));
})();
