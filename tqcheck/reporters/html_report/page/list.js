// The list of issues. Only the rows in view exist, so ten thousand scroll like ten.

const scroller = document.getElementById("scroller");
const list = document.getElementById("list");
const ROW = 5.25; // rem, as in the styles
const HEAD = 2.5;
let shown = []; // issues that the filters let through, in the order of the list
let rows = []; // { document } or { issue }, each with its place `top` and `height` in pixels
let rowOf = new Map(); // issue -> its row
let current = null;

function layOut() {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const heads = report.documents.length > 1 && order.value === "text";
  rows = [];
  rowOf = new Map();
  let top = 0;
  let before = null;
  const add = (row, height) => {
    rows.push({ ...row, top, height: height * rem });
    top += height * rem;
  };
  shown.forEach((issue, place) => {
    if (heads && issue.document !== before) add({ document: issue.document }, HEAD);
    before = issue.document;
    rowOf.set(issue, rows.length);
    add({ issue, place }, ROW);
  });
  list.style.height = `${top}px`;
  list.replaceChildren();
  drawRows();
}

function drawRows() {
  const from = scroller.scrollTop - 400;
  const to = scroller.scrollTop + scroller.clientHeight + 400;
  let first = 0;
  for (let after = rows.length; first < after; ) {
    const middle = (first + after) >> 1;
    if (rows[middle].top + rows[middle].height < from) first = middle + 1;
    else after = middle;
  }
  const there = new Map([...list.children].map((row) => [Number(row.dataset.row), row]));
  const wanted = [];
  for (let at = first; at < rows.length && rows[at].top < to; at++) wanted.push(there.get(at) ?? rowElement(rows[at], at));
  for (const row of there.values()) if (!wanted.includes(row)) row.remove();
  wanted.forEach((row, at) => { if (list.children[at] !== row) list.insertBefore(row, list.children[at] ?? null); });
}

function rowElement(row, at) {
  const made = row.issue ? issueRow(row) : fileRow(row);
  made.dataset.row = at;
  made.style.top = `${row.top}px`;
  made.style.height = `${row.height}px`;
  return made;
}

function fileRow({ document: number }) {
  const { path, target } = report.documents[number];
  return element("li", { class: "file" }, element("bdi", {}, visible(path)), target ? element("span", {}, languageName(target)) : "");
}

function issueRow({ issue, place }) {
  const { path, target } = fileOf(issue);
  const taken = accepted.has(issue.number);
  const where = order.value === "worst" && report.documents.length > 1 ? `${visible(path)}:${issue.line}` : `line ${issue.line}`;
  const better = suggested(issue)[0];
  return element(
    "li",
    { class: `issue${taken ? " taken" : ""}`, "aria-setsize": shown.length, "aria-posinset": place + 1 },
    element(
      "button",
      {
        type: "button",
        tabindex: issue === current || (!current && place === 0) ? "0" : "-1",
        "aria-current": issue === current ? "true" : null,
        "data-number": issue.number,
        onclick: () => select(issue, { focus: false }),
      },
      element("span", { class: "line" }, severityLabel(issue), element("span", { class: `swatch ${dimension(issue)}`, "aria-hidden": "true" }), element("span", { class: "check" }, title(issue.check)), element("span", { class: "where" }, where)),
      element("q", { lang: issue.language ?? target, dir: "auto" }, oneLine(issue.quote) || "(empty)"),
      better ? element("span", { class: "better" }, "\u00a0→ ", element("ins", { dir: "auto" }, better)) : "",
      element("span", { class: "message" }, taken ? "Accepted · " : "", issue.status !== "new" ? `${STATUSES[issue.status]} · ` : "", element("bdi", {}, visible(issue.message))),
    ),
  );
}

function scrollToRow(issue) {
  const row = rows[rowOf.get(issue)];
  if (!row) return;
  if (row.top < scroller.scrollTop || row.top + row.height > scroller.scrollTop + scroller.clientHeight) {
    scroller.scrollTop = row.top - scroller.clientHeight / 3;
  }
  drawRows();
}

let drawing = 0;
scroller.addEventListener("scroll", () => {
  cancelAnimationFrame(drawing);
  drawing = requestAnimationFrame(drawRows);
}, { passive: true });

list.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const place = shown.indexOf(report.issues[event.target.dataset.number]) + step;
  if (shown[place]) {
    select(shown[place], { focus: false });
    list.querySelector(`[data-number="${shown[place].number}"]`)?.focus();
  }
});
