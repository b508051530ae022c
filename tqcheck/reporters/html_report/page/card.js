// The card that explains an issue: beside its mark on hover, focus or tap; at the foot of a phone.

const card = document.getElementById("card");
let cardMark = null;
let pinned = false;
let waiting = 0;

function showCard(mark, issue = issuesAt(mark).find(passes) ?? issuesAt(mark)[0]) {
  clearTimeout(waiting);
  cardMark?.setAttribute("aria-expanded", "false");
  cardMark = mark;
  mark.setAttribute("aria-expanded", "true");
  mark.setAttribute("aria-describedby", "card-message");
  card.replaceChildren(...explanation(issue), ...others(mark, issue));
  card.hidden = false;
  placeCard();
}

function hideCard() {
  clearTimeout(waiting);
  card.hidden = true;
  pinned = false;
  cardMark?.setAttribute("aria-expanded", "false");
  cardMark?.removeAttribute("aria-describedby");
  cardMark = null;
}

function placeCard() {
  if (!cardMark || card.hidden) return;
  const line = cardMark.getClientRects()[0] ?? cardMark.getBoundingClientRect();
  const last = [...cardMark.getClientRects()].at(-1) ?? line;
  const width = card.offsetWidth;
  const left = Math.min(Math.max(12, line.left), document.documentElement.clientWidth - width - 12);
  const above = last.bottom + card.offsetHeight + 16 > innerHeight && line.top > card.offsetHeight + 16;
  card.style.left = `${left + scrollX}px`;
  card.style.top = `${(above ? line.top - card.offsetHeight - 8 : last.bottom + 8) + scrollY}px`;
}

function explanation(issue) {
  const check = report.checks[issue.check];
  const suggestions = suggested(issue);
  const facts = [
    categoryName(issue.category),
    issue.language && `in ${languageName(issue.language)}`,
    issue.confidence < 1 && `${Math.round(issue.confidence * 100)} % sure`,
    `line ${issue.line}, column ${issue.column}`,
  ];
  return [
    element("p", { class: "top" }, severityLabel(issue), element("strong", { id: "card-title" }, title(issue.check))),
    element("p", { id: "card-message", class: "message" }, element("bdi", {}, visible(issue.message))),
    suggestions.length ? element("p", { class: "suggestions" }, element("span", {}, "Better: "), ...suggestions.flatMap((text, at) => [at ? " or " : "", element("ins", { dir: "auto" }, text)])) : "",
    element("p", { class: "actions" }, acceptButton(issue), element("code", {}, `tqcheck checks ${issue.check}`)),
    ...(check ? reasons(check) : []),
    element("p", { class: "facts" }, facts.filter(Boolean).join(" · ")),
  ].filter(Boolean);
}

const FIRST = 220; // characters of the reason that are always shown

// The reason of a check; the rest of a long one, and when the check is wrong, on request.
function reasons({ why, limits }) {
  const sentences = why.split(/(?<=[.!?])\s+(?=[A-Z“])/);
  let first = sentences.shift();
  while (sentences.length && first.length + sentences[0].length < FIRST) first += ` ${sentences.shift()}`;
  const more = (summary, text) => element("details", {}, element("summary", {}, summary), element("p", {}, ...prose(text)));
  return [
    element("p", { class: "why" }, ...prose(first)),
    sentences.length ? more("More on this", sentences.join(" ")) : "",
    limits ? more("When this is wrong", limits) : "",
  ];
}

function severityLabel(issue) {
  return element("span", { class: `severity ${issue.severity}` }, issue.severity);
}

function acceptButton(issue) {
  if (issue.status !== "new") return element("span", { class: "status" }, STATUSES[issue.status]);
  const taken = accepted.has(issue.number);
  return element(
    "button",
    { type: "button", class: "accept", "aria-pressed": String(taken), onclick: () => accept([issue], !taken) },
    taken ? "Accepted – take back" : "Accept",
  );
}

// What else is said of the same words.
function others(mark, issue) {
  const rest = issuesAt(mark).filter((other) => other !== issue && passes(other));
  if (!rest.length) return [];
  const button = (other) => element("button", { type: "button", class: "quiet", onclick: () => select(other, { scroll: false }) }, `${title(other.check)} (${other.severity})`);
  return [element("p", { class: "others" }, "Also here: ", ...rest.map(button))];
}

page.addEventListener("mouseover", (event) => {
  const mark = event.target.closest("mark:not(.off)");
  if (!mark || pinned || !matchMedia("(hover: hover)").matches) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => showCard(mark), 120);
});
page.addEventListener("mouseout", (event) => {
  if (event.target.closest("mark") && !pinned) leave();
});
card.addEventListener("mouseenter", () => clearTimeout(waiting));
card.addEventListener("mouseleave", () => { if (!pinned) leave(); });
page.addEventListener("focusin", (event) => {
  const mark = event.target.closest("mark:not(.off):focus-visible"); // by keyboard: a press becomes a click
  if (mark && mark !== cardMark) {
    pinned = false;
    showCard(mark);
  }
});
page.addEventListener("click", (event) => {
  const mark = event.target.closest("mark:not(.off)");
  if (mark) select(issuesAt(mark).find(passes), { scroll: false, mark });
});
page.addEventListener("keydown", (event) => {
  const mark = event.target.closest("mark:not(.off)");
  if (!mark || (event.key !== "Enter" && event.key !== " ")) return;
  event.preventDefault();
  select(issuesAt(mark).find(passes), { scroll: false, mark });
  card.querySelector("button")?.focus();
});
document.addEventListener("click", (event) => {
  // Its path, because a row of the list is made anew when it is pressed.
  const inside = event.composedPath().some((node) => node instanceof Element && node.matches("mark, #card, #list, .toolbar, .go"));
  if (!card.hidden && !inside) hideCard();
});
addEventListener("resize", placeCard);

function leave() {
  clearTimeout(waiting);
  waiting = setTimeout(hideCard, 250);
}
