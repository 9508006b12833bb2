// What a terminal would show of a text with escape sequences, as a page to be pictured.
const themes = {
  dark: { background: "#1e1e1e", text: "#d4d4d4", colors: ["#666666", "#f14c4c", "#23d18b", "#e5c34b", "#5aa7f2", "#d670d6", "#38c5d9", "#e5e5e5"] },
  light: { background: "#ffffff", text: "#24292e", colors: ["#24292e", "#b31d28", "#1a7f37", "#8a5a00", "#0550ae", "#8250df", "#0b7285", "#6a737d"] },
};

// A character that the font does not have comes from another one, and would not keep to the columns.
const escapeHtml = text => text
  .replace(/[&<>]/g, character => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[character])
  .replace(/[\u2800-\u28ff]/g, character => `<b>${character}</b>`);

function styleOf(state, theme) {
  const styles = [];
  if (state.color !== null) styles.push(`color:${theme.colors[state.color]}`);
  if (state.isBold) styles.push("font-weight:700");
  if (state.isDim) styles.push("opacity:.62");
  if (state.isItalic) styles.push("font-style:italic");
  return styles.join(";");
}

function apply(state, codes) {
  for (const code of codes) {
    if (code === 0) Object.assign(state, { color: null, isBold: false, isDim: false, isItalic: false });
    else if (code === 1) state.isBold = true;
    else if (code === 2) state.isDim = true;
    else if (code === 3) state.isItalic = true;
    else if (code >= 30 && code <= 37) state.color = code - 30;
    else if (code >= 90 && code <= 97) state.color = code - 90;
    else if (code === 39) state.color = null;
  }
}

export function toPage(text, themeName) {
  const theme = themes[themeName];
  const state = { color: null, isBold: false, isDim: false, isItalic: false };
  let html = "";
  // Colours are kept; what else moves a cursor or names a window has nothing to show.
  for (const part of text.replace(/\r/g, "").split(/(\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07]*\x07|\x1b[=>])/)) {
    const match = /^\x1b\[([0-9;]*)m$/.exec(part);
    if (match) apply(state, match[1].split(";").map(Number));
    else if (!part.startsWith("\x1b")) html += `<span style="${styleOf(state, theme)}">${escapeHtml(part)}</span>`;
  }

  return `<!doctype html><meta charset="utf-8"><title>terminal</title><body style="margin:0;background:${theme.background};color:${theme.text}">
<style>b { display: inline-block; width: 1ch; overflow: visible; font-weight: inherit; text-align: center }</style>
<pre style="display:inline-block;margin:0;padding:20px 24px;font:14px/1.17 'DejaVu Sans Mono',Menlo,Consolas,monospace">${html.trimEnd()}</pre>`;
}
