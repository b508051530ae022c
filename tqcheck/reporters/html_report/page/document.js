// The text as it reads, its issues marked. A long one is made block by block, as it comes into view.

const BLOCK = 40; // segments
const page = document.getElementById("document");
let openDocument = null;
let marksOf = new Map(); // segment -> its marks, of the open document

const filler = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) if (entry.isIntersecting) fill(entry.target);
  },
  { rootMargin: "1200px" },
);

function marksBySegment(number, wanted = () => true) {
  const marks = new Map();
  for (const issue of report.issues) {
    if (issue.document !== number || !wanted(issue)) continue;
    for (const [segment, side, start, end] of issue.marks) {
      if (!marks.has(segment)) marks.set(segment, []);
      marks.get(segment).push({ issue, side, start, end });
    }
  }
  return marks;
}

function open(number) {
  if (openDocument === number) return;
  openDocument = number;
  filler.disconnect();
  hideCard();
  marksOf = marksBySegment(number);
  const shown = report.documents[number];
  page.replaceChildren(heading(number));
  if (!shown.segments.length) {
    page.append(nothingFound(shown));
    return;
  }
  const body = element("div", { class: shown.continuous ? "prose" : "units" });
  for (let first = 0; first < shown.segments.length; first += BLOCK) {
    const block = element("div", { class: "block", "data-first": first });
    const size = shown.segments.slice(first, first + BLOCK).reduce((sum, { text, source }) => sum + lines(text) + lines(source), 0);
    block.style.minHeight = `${size * 1.6}rem`;
    body.append(block);
    filler.observe(block);
  }
  page.append(body);
  if (report.documents.length > 1) page.append(neighbours(number));
  fill(body.firstElementChild);
}

function lines(text) {
  return text ? Math.ceil(text.length / 80) + 1 : 0;
}

function heading(number) {
  const { path, format, source, target, words, notes } = report.documents[number];
  const languages = source ? `${languageName(target)}, from ${languageName(source)}` : languageName(target);
  const count = report.issues.filter((issue) => issue.document === number && issue.status === "new").length;
  const facts = [languages, format, `${words.toLocaleString("en")} words`, `${count.toLocaleString("en")} issue${count === 1 ? "" : "s"}`];
  return element(
    "header",
    {},
    element("h2", {}, element("bdi", {}, visible(path))),
    element("p", { class: "facts" }, facts.filter(Boolean).join(" · ")),
    ...notes.map((note) => element("p", { class: "note" }, element("strong", {}, "Note "), visible(note))),
  );
}

function nothingFound({ words }) {
  return emptyState("Nothing found.", `${words.toLocaleString("en")} words were read.`);
}

function emptyState(said, read) {
  return element("div", { class: "empty" }, element("p", { class: "sign", "aria-hidden": "true" }, "✓"), element("p", {}, said), element("p", {}, read));
}

// In place of a text, when no file has an issue: what was read, and what was noted about it.
function openNothing() {
  const failed = document.querySelector(".failures") !== null;
  const words = report.documents.reduce((sum, one) => sum + one.words, 0).toLocaleString("en");
  const files = report.documents.length === 1 ? "1 file" : `${report.documents.length.toLocaleString("en")} files`;
  const shown = report.documents.filter(({ notes }) => notes.length).concat(report.documents.filter(({ notes }) => !notes.length));
  const most = 100;
  document.body.classList.add("clean");
  page.replaceChildren(
    emptyState(failed ? "Nothing found in what could be checked." : "Nothing found.", `${words} words in ${files} were read.`),
    element(
      "div",
      { class: "read" },
      element("h2", {}, "Files read"),
      element(
        "ul",
        {},
        ...shown.slice(0, most).map(({ path, target, notes }) => element("li", {}, element("bdi", {}, visible(path)), target ? `, ${languageName(target)}` : "", ...notes.map((note) => element("p", { class: "note" }, visible(note))))),
        shown.length > most ? element("li", {}, `and ${(shown.length - most).toLocaleString("en")} more`) : "",
      ),
    ),
  );
}

function neighbours(number) {
  const button = (to, label) => {
    const path = visible(report.documents[to].path);
    return element("button", { type: "button", class: "quiet", onclick: () => { open(to); page.scrollIntoView(); } }, `${label}: `, element("bdi", {}, path));
  };
  const last = report.documents.length - 1;
  return element("nav", { class: "neighbours", "aria-label": "Files" }, number > 0 ? button(number - 1, "Previous file") : "", number < last ? button(number + 1, "Next file") : "");
}

function fill(block) {
  if (block.firstChild) return;
  filler.unobserve(block);
  const first = Number(block.dataset.first);
  const shown = report.documents[openDocument];
  const segments = shown.segments.slice(first, first + BLOCK);
  block.append(...segments.map((segment, at) => segmentElement(shown, segment, marksOf.get(first + at) ?? [])));
  block.style.minHeight = "";
  refreshMarks(block);
}

function segmentElement(shown, segment, marks) {
  const side = (name) => marks.filter((mark) => mark.side === name);
  const target = (name, properties) =>
    element(name, { lang: shown.target, dir: isRightToLeft(shown.target) ? "rtl" : "ltr", ...properties }, ...pieces(segment.text, side("text"), segment.code ?? []));
  if (segment.kind !== "unit" && !segment.source) return target("p", { class: segment.kind });
  const told = [segment.state, segment.plural && `plural: ${segment.plural}`].filter(Boolean).join(" · ");
  return element(
    "div",
    { class: `unit${marks.length ? "" : " clean"}${segment.source ? " paired" : ""}` },
    segment.kind === "unit" ? element("p", { class: "about" }, element("bdi", {}, oneLine(segment.id)), told && element("span", {}, told)) : "",
    segment.source ? element("p", { class: "source", lang: shown.source, dir: isRightToLeft(shown.source) ? "rtl" : "ltr" }, ...pieces(segment.source, side("source"), [])) : "",
    segment.text || side("text").length ? target("p", { class: "target" }) : element("p", { class: "target missing" }, "(empty)"),
    segment.comment ? element("p", { class: "comment" }, visible(segment.comment)) : "",
  );
}

// The text cut at the ends of marks and code; a piece that several issues share belongs to all of them.
function pieces(text, marks, code) {
  const cuts = new Set([0, text.length]);
  for (const { start, end } of marks) cuts.add(start).add(end);
  for (const [start, end] of code) cuts.add(start).add(end);
  const ends = [...cuts].sort((a, b) => a - b);
  const made = [];
  ends.forEach((start, index) => {
    const here = marks.filter((mark) => mark.start === start && mark.end === start);
    if (here.length) made.push(markElement([element("span", { class: "caret", "aria-hidden": "true" }, "‸")], here));
    const end = ends[index + 1];
    if (end === undefined) return;
    const over = marks.filter((mark) => mark.start < end && start < mark.end);
    let nodes = visibleNodes(text.slice(start, end));
    if (code.some(([from, to]) => from < end && start < to)) nodes = [element("code", {}, ...nodes)];
    made.push(...(over.length ? [markElement(nodes, over, start, end)] : nodes));
  });
  return made;
}

// A mark looks and sounds like the gravest of its issues. The last of an issue's pieces names the language.
function markElement(nodes, marks, start, end) {
  const [{ issue: worst, end: worstEnd }] = [...marks].sort((a, b) => gravity(a.issue) - gravity(b.issue));
  const last = end === undefined || worstEnd === end;
  const language = worst.category === "accuracy/untranslated" && worst.language && last ? languageName(worst.language) : null;
  return element(
    "mark",
    {
      class: `${dimension(worst)} ${worst.severity} ${worst.status}`,
      "data-name": `${oneLine(worst.quote) || "empty"}: ${worst.severity}, ${title(worst.check)}`,
      "data-issues": marks.map(({ issue }) => issue.number).join(" "),
      "data-language": language,
      lang: worst.category === "accuracy/untranslated" ? worst.language : null,
    },
    ...nodes,
  );
}

function dimension(issue) {
  return issue.category.split("/")[0];
}

function issuesAt(mark) {
  return mark.dataset.issues.split(" ").map((number) => report.issues[number]);
}

// Marks of issues that the filters leave out become plain text; those accepted are faint.
function refreshMarks(within = page) {
  for (const mark of within.querySelectorAll("mark")) {
    const issues = issuesAt(mark);
    const shown = issues.some(passes);
    mark.classList.toggle("off", !shown);
    mark.classList.toggle("taken", issues.every((issue) => accepted.has(issue.number)));
    mark.classList.toggle("current", issues.includes(current));
    const told = { role: "button", tabindex: "0", "aria-label": mark.dataset.name, "aria-controls": "card", "aria-expanded": String(mark === cardMark) };
    for (const [name, value] of Object.entries(told)) {
      if (shown) mark.setAttribute(name, value);
      else mark.removeAttribute(name);
    }
  }
}

function markOf(issue) {
  open(issue.document);
  const segment = issue.marks[0]?.[0];
  if (segment === undefined) return null;
  const block = page.querySelector(`.block[data-first="${segment - (segment % BLOCK)}"]`);
  fill(block);
  return [...block.querySelectorAll("mark")].find((mark) => issuesAt(mark).includes(issue)) ?? null;
}
