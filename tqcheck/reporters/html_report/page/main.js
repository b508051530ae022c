// Keys and buttons, and the first picture.

function select(issue, { scroll = true, focus = true, mark = null } = {}) {
  if (!issue) return;
  if (!passes(issue)) clearFilters();
  current = issue;
  list.replaceChildren();
  scrollToRow(issue);
  const at = mark ?? markOf(issue);
  refreshMarks();
  tell();
  if (at) {
    if (scroll) {
      see("text");
      at.scrollIntoView({ block: "center" });
      if (focus) at.focus({ preventScroll: true });
    }
    showCard(at, issue);
    if (scroll && isPhone()) scrollBy(0, at.getBoundingClientRect().top - innerHeight * 0.2); // the card takes the lower half
    pinned = true;
  }
  spoken(`${shown.indexOf(issue) + 1} of ${shown.length}: ${issue.severity}, ${title(issue.check)}, ${oneLine(issue.quote)}: ${issue.message}`);
}

function step(by) {
  if (!shown.length) return;
  const place = shown.indexOf(current);
  select(shown[place < 0 ? (by > 0 ? 0 : shown.length - 1) : (place + by + shown.length) % shown.length]);
}

function isPhone() {
  return matchMedia("(max-width: 60rem)").matches;
}

// On a phone one of the two is seen: the text, or the list.
function see(view) {
  document.body.classList.toggle("view-text", view === "text");
  document.body.classList.toggle("view-list", view === "list");
  document.getElementById("see-text").setAttribute("aria-pressed", String(view === "text"));
  document.getElementById("see-list").setAttribute("aria-pressed", String(view === "list"));
  if (view === "list") {
    hideCard();
    layOut();
  }
}

const help = document.getElementById("help");
const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  a: () => current && accept([current], !accepted.has(current.number)),
  "/": () => { see("list"); search.focus(); },
  "?": () => help.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !card.hidden) {
    const back = card.contains(document.activeElement) ? cardMark : null;
    hideCard();
    back?.focus();
    hideCard();
    return;
  }
  const typing = event.target.closest("input:not([type=checkbox]), select, textarea, dialog");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !document.getElementById("keys").checked) return;
  const action = KEYS[event.key];
  if (action) {
    event.preventDefault();
    action();
  }
});

function listen(id, action) {
  document.getElementById(id).addEventListener("click", action);
}

listen("next", () => step(1));
listen("previous", () => step(-1));
listen("see-text", () => see("text"));
listen("see-list", () => see("list"));
listen("clear", clearFilters);
listen("export", exportBaseline);
listen("help-button", () => help.showModal());
listen("accept-shown", () => {
  const open = shown.filter((issue) => issue.status === "new");
  accept(open, !open.every((issue) => accepted.has(issue.number)));
});
order.addEventListener("change", apply);
document.getElementById("filters").addEventListener("submit", (event) => event.preventDefault());
let typed = 0;
search.addEventListener("input", () => {
  clearTimeout(typed);
  typed = setTimeout(() => {
    filters.search = search.value.trim().toLowerCase();
    apply();
  }, 100);
});
for (const button of document.querySelectorAll(".go")) {
  button.addEventListener("click", () => select(report.issues[button.dataset.issue]));
}
for (const button of document.querySelectorAll(".narrow")) {
  button.addEventListener("click", () => {
    narrow(button.dataset.filter, filters[button.dataset.filter] === button.dataset.value ? "" : button.dataset.value);
    document.getElementById("app").scrollIntoView();
  });
}
for (const button of document.querySelectorAll(".show-more")) {
  button.addEventListener("click", () => {
    document.querySelector(`#${button.dataset.table} .more`).hidden = false;
    button.remove();
  });
}
addEventListener("resize", layOut);

document.getElementById("app").hidden = false;
loadAccepted();
offerAll();
apply();
if (report.documents.length && !report.issues.length) {
  openNothing();
} else if (report.documents.length) {
  const worst = document.querySelector(".worst .go");
  open(worst ? report.issues[worst.dataset.issue].document : 0);
} else {
  document.getElementById("app").hidden = true;
}
