"use strict";

// What each chart draws. A description has data for uPlot, its series, and for a point the words that say what is there.
const Charts = (() => {
  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const daySeconds = 86400;

  const color = name => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();

  // The same as the figures that stand in the page: two decimals, and all of them for less than a cent.
  function number(value) {
    const size = Math.abs(value);
    const text = size > 0 && size < 0.01
      ? size.toFixed(9).replace(/0+$/, "")
      : (Math.round(Number(size + "e2")) / 100).toFixed(2).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
    return (value < 0 ? "\u2212" : "") + text;
  }

  const money = (value, currency) => number(value) + "\u00a0" + currency;

  function tick(value) {
    const text = Math.abs(value) < 1 ? String(Number(value.toPrecision(6))) : String(Number(value.toFixed(2)));
    const [whole, rest] = text.split(".");
    return whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",") + (rest ? "." + rest : "");
  }

  const dateOf = seconds => new Date(seconds * 1000);
  const two = value => String(value).padStart(2, "0");
  const day = date => `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  const shortDay = date => `${date.getUTCDate()} ${months[date.getUTCMonth()]}`;
  const isoSeconds = iso => Date.parse(iso + "T00:00:00Z") / 1000;

  // Axes and grid of all charts. x counts what `xTicks` puts into words.
  function axes(xTicks, splits) {
    const text = color("soft");
    const font = "12px " + getComputedStyle(document.body).fontFamily;
    const grid = { stroke: color("grid"), width: 1 };
    return [
      { stroke: text, font, grid: { show: false }, ticks: { stroke: color("line"), width: 1, size: 4 }, gap: 4, size: 30, space: 70, values: xTicks, splits },
      { stroke: text, font, grid, ticks: { show: false }, gap: 8, size: widthOf, space: 40, values: (u, values) => values.map(value => value === null ? null : tick(value)) },
    ];
  }

  function widthOf(u, values) {
    const longest = (values || []).reduce((most, value) => Math.max(most, (value || "").length), 0);
    return 14 + longest * 7;
  }

  const fromZero = highest => (u, low, high) => {
    const top = Math.max(high ?? 0, highest);
    return [Math.min(0, low ?? 0), top > 0 ? top * 1.06 : 1];
  };

  // Whole steps of days, as many as there is room for; the labels are days of the calendar.
  function daySplits(u, axis, from, to) {
    const room = Math.max(2, Math.floor(u.bbox.width / (window.devicePixelRatio || 1) / 76));
    const step = [1, 2, 5, 7, 14, 28, 56, 91, 182, 364].find(days => (to - from) / days <= room) ?? 728;
    const splits = [];
    for (let at = Math.ceil(from); at <= to; at += step) splits.push(at);
    return splits;
  }

  function month(data) {
    const first = isoSeconds(data.firstDay);
    const dateAt = at => dateOf(first + at * daySeconds);
    const highest = Math.max(0, ...data.spent, ...data.ahead, ...data.high);
    const sum = value => money(value, data.currency) + (data.approximate ? "*" : "");
    const drawn = data.budgets.filter(budget => budget.amount <= 3 * highest || highest === 0);
    return {
      data: [data.at, data.spent, data.ahead, data.low, data.high],
      options: () => ({
        scales: { x: { time: false, range: () => [0, data.length] }, y: { range: fromZero(Math.max(0, ...drawn.map(budget => budget.amount))) } },
        axes: axes((u, splits) => splits.map(at => at >= data.length ? "" : shortDay(dateAt(at))), daySplits),
        series: [
          {},
          { stroke: color("spent"), width: 2.5, fill: color("under"), points: { show: data.at.length < 2 } },
          { stroke: color("ahead"), width: 2, dash: [6, 5], points: { show: false } },
          { stroke: "transparent", width: 0, points: { show: false } },
          { stroke: "transparent", width: 0, points: { show: false } },
        ],
        bands: [{ series: [4, 3], fill: color("band") }],
        hooks: { draw: [u => unit(u, data.currency), u => drawn.forEach(budget => level(u, budget.amount, `${budget.name}  ${money(budget.amount, data.currency)}`))] },
      }),
      at: index => {
        const at = data.at[index];
        const whole = Number.isInteger(at);
        const title = at === 0 ? "Start of the month" : whole ? "By the end of " + shortDay(dateAt(at - 1)) : "By the last reading, " + shortDay(dateAt(at));
        const rows = [];
        if (data.spent[index] !== null) rows.push({ name: "Spent", value: sum(data.spent[index]), key: "line spent" });
        if (data.spent[index] === null && data.ahead[index] !== null) {
          rows.push({ name: "Forecast", value: sum(data.ahead[index]), key: "line ahead" });
          if (data.low[index] !== null) rows.push({ name: "Interval", value: number(data.low[index]) + " \u2013 " + number(data.high[index]), key: "band" });
        }
        if (rows.length === 0) rows.push({ name: "Not observed", value: "", key: null });
        return { title, rows };
      },
    };
  }

  // The currency above the axis of the amounts.
  function unit(u, currency) {
    const { ctx, bbox } = u;
    const ratio = window.devicePixelRatio || 1;
    ctx.save();
    ctx.fillStyle = color("soft");
    ctx.font = `${11 * ratio}px ${getComputedStyle(document.body).fontFamily}`;
    ctx.textBaseline = "bottom";
    ctx.textAlign = "left";
    ctx.fillText(currency, 0, bbox.top - 10 * ratio);
    ctx.restore();
  }

  // A line across the chart with its name above it.
  function level(u, amount, name) {
    const y = Math.round(u.valToPos(amount, "y", true));
    const { ctx, bbox } = u;
    const ratio = window.devicePixelRatio || 1;
    ctx.save();
    ctx.strokeStyle = ctx.fillStyle = color("budget");
    ctx.lineWidth = 1.5 * ratio;
    ctx.setLineDash([2 * ratio, 4 * ratio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.font = `600 ${12 * ratio}px ${getComputedStyle(document.body).fontFamily}`;
    ctx.textBaseline = "bottom";
    ctx.textAlign = "left";
    ctx.fillText(name, bbox.left + 6 * ratio, y - 3 * ratio, bbox.width - 12 * ratio);
    ctx.restore();
  }

  // Bars that stand on each other: each is drawn from the ground, the whole first, so that the parts lie over it.
  function days(data) {
    const first = isoSeconds(data.first);
    const at = Array.from({ length: data.count }, (_, index) => index);
    const sums = [];
    let below = at.map(() => 0);
    for (const provider of data.providers) {
      below = below.map((sum, index) => sum + (provider.amounts[index] ?? 0));
      sums.push(below.map((sum, index) => provider.amounts[index] === null ? null : sum));
    }
    const known = index => data.providers.some(provider => provider.amounts[index] !== null);
    const bars = uPlot.paths.bars({ size: [0.72, 36] });
    return {
      data: [at, ...sums.slice().reverse()],
      options: room => ({
        scales: { x: { time: false, range: () => [-0.5, data.count - 0.5] }, y: { range: fromZero(0) } },
        axes: axes((u, splits) => splits.map(index => index < 0 || index >= data.count ? "" : shortDay(dateOf(first + index * daySeconds))), daySplits),
        series: [{}, ...data.providers.map((_, index) => ({
          stroke: color("panel"),
          width: data.count * 9 > room ? 0 : 1,
          fill: color("c" + (data.providers.length - 1 - index) % 8),
          paths: bars,
          points: { show: false },
        }))],
        hooks: { draw: [u => unit(u, data.currency)] },
      }),
      at: index => {
        const rows = data.providers
          .map((provider, number) => ({ provider, number }))
          .filter(one => one.provider.amounts[index] !== null)
          .map(one => ({
            name: one.provider.name + (one.provider.approximate ? "*" : ""),
            value: money(one.provider.amounts[index], data.currency),
            key: "c" + one.number % 8,
          }));
        if (rows.length > 1) {
          rows.push({ name: "Sum", value: money(data.providers.reduce((sum, one) => sum + (one.amounts[index] ?? 0), 0), data.currency), key: null });
        }
        return { title: day(dateOf(first + index * daySeconds)), rows: known(index) ? rows : [{ name: "Not observed", value: "", key: null }] };
      },
    };
  }

  function balance(data, offsets) {
    const local = seconds => dateOf(seconds + offsetAt(offsets, seconds));
    const seen = data.at.length;
    const rises = new Map(data.rises.map(rise => [rise.at, rise]));
    const at = data.at.slice();
    const totals = data.totals.slice();
    const ahead = new Array(seen).fill(null);
    const early = new Array(seen).fill(null);
    const late = new Array(seen).fill(null);
    const start = at[seen - 1];
    const left = totals[seen - 1];
    const runsOut = data.runsOut;
    if (runsOut && runsOut.until > start) {
      const steps = 48;
      const fall = (to, when) => to === null ? left : Math.max(0, left * (to - when) / Math.max(1, to - start));
      ahead[seen - 1] = early[seen - 1] = late[seen - 1] = left;
      for (let step = 1; step <= steps; step++) {
        const when = start + (runsOut.until - start) * step / steps;
        at.push(when);
        totals.push(null);
        ahead.push(fall(runsOut.at, when));
        early.push(fall(runsOut.early ?? runsOut.at, when));
        late.push(fall(runsOut.late, when));
      }
    }
    return {
      data: [at, totals, ahead, early, late],
      options: () => ({
        scales: { x: { time: true, range: (u, low, high) => low === high ? [low - daySeconds, high + daySeconds] : [low, high] }, y: { range: fromZero(0) } },
        axes: axes((u, splits) => splits.map(when => timeTick(local(when), splits))),
        tzDate: seconds => {
          const date = local(seconds);
          return new Date(+date + date.getTimezoneOffset() * 60000);
        },
        series: [
          {},
          { stroke: color("spent"), width: 2, fill: color("under"), points: { show: seen < 2, size: 6 } },
          { stroke: color("ahead"), width: 2, dash: [6, 5], points: { show: false } },
          { stroke: "transparent", width: 0, points: { show: false } },
          { stroke: "transparent", width: 0, points: { show: false } },
        ],
        bands: [{ series: [4, 3], fill: color("band") }],
        hooks: { draw: [u => unit(u, data.currency), u => data.rises.forEach(rise => mark(u, rise))] },
      }),
      at: index => {
        const when = local(at[index]);
        const title = `${day(when)}, ${two(when.getUTCHours())}:${two(when.getUTCMinutes())}`;
        if (totals[index] === null) {
          const rows = [{ name: "Forecast", value: money(ahead[index], data.currency), key: "line ahead" }];
          if (runsOut.early !== null) rows.push({ name: "Interval", value: number(early[index]) + " \u2013 " + number(late[index]), key: "band" });
          return { title, rows };
        }
        const rows = [{ name: "Balance", value: money(totals[index], data.currency), key: "line spent" }];
        const rise = rises.get(at[index]);
        if (rise && rise.total === totals[index]) rows.push({ name: "Top-up", value: (rise.least ? "at least " : "") + money(rise.amount, data.currency), key: "rise" });
        return { title, rows };
      },
    };
  }

  function offsetAt(offsets, seconds) {
    let low = 0;
    let high = offsets.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (offsets[middle][0] <= seconds) low = middle; else high = middle - 1;
    }
    return offsets[low][1];
  }

  function timeTick(date, splits) {
    const isClock = splits.length > 1 && splits[1] - splits[0] < daySeconds;
    return isClock && (date.getUTCHours() || date.getUTCMinutes()) ? `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}` : shortDay(date);
  }

  // A triangle on the line where money came in.
  function mark(u, rise) {
    const ratio = window.devicePixelRatio || 1;
    const x = u.valToPos(rise.at, "x", true);
    const y = u.valToPos(rise.total, "y", true);
    const size = 5 * ratio;
    const { ctx } = u;
    ctx.save();
    ctx.fillStyle = color("rise");
    ctx.strokeStyle = color("panel");
    ctx.lineWidth = 1.5 * ratio;
    ctx.beginPath();
    ctx.moveTo(x, y - size * 1.2);
    ctx.lineTo(x + size, y + size * 0.7);
    ctx.lineTo(x - size, y + size * 0.7);
    ctx.closePath();
    ctx.fill();
    ctx.stroke();
    ctx.restore();
  }

  return { month, days, balance, color };
})();
