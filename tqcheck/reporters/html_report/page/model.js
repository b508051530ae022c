// What the report holds, what is filtered, and which issues were accepted on this page.

const report = JSON.parse(document.getElementById("report-data").textContent);
const SEVERITIES = ["critical", "major", "minor", "neutral"];
const STATUSES = {
  new: "Counted",
  accepted: "In the baseline",
  silenced: "Silenced in the file",
  marked: "Accepted here",
};

report.issues.forEach((issue, number) => { issue.number = number; });

const filters = {
  severities: new Set(SEVERITIES),
  category: "",
  check: "",
  file: "",
  language: "",
  status: "new",
  search: "",
};

// Numbers of issues accepted on this page. Kept in the browser under a name that only this report has.
const accepted = new Set();
const STORE = `tqcheck:${digest(report.signature + report.issues.map((issue) => issue.fingerprint).join())}`;

function digest(text) {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return (hash >>> 0).toString(36);
}

function loadAccepted() {
  try {
    for (const number of JSON.parse(localStorage.getItem(STORE) ?? "[]")) {
      if (report.issues[number]?.status === "new") accepted.add(number);
    }
  } catch {
    // A browser that keeps nothing for files: what is accepted lasts as long as the page is open.
  }
}

function keepAccepted() {
  try {
    localStorage.setItem(STORE, JSON.stringify([...accepted]));
  } catch {
    // As above.
  }
}

function fileOf(issue) {
  return report.documents[issue.document];
}

function languageName(tag) {
  return report.languages[tag]?.name ?? tag ?? "";
}

function isRightToLeft(tag) {
  return report.languages[tag]?.rtl ?? false;
}

function searchable(issue) {
  issue.words ??= [issue.quote, issue.message, issue.check, issue.category, fileOf(issue).path, ...issue.suggestions]
    .join("\n")
    .toLowerCase();
  return issue.words;
}

function passes(issue) {
  return (
    filters.severities.has(issue.severity) &&
    (!filters.category || issue.category === filters.category) &&
    (!filters.check || issue.check === filters.check) &&
    (!filters.file || fileOf(issue).path === report.documents[filters.file].path) &&
    (!filters.language || languageOf(issue) === filters.language) &&
    (!filters.status || issue.status === filters.status || (filters.status === "marked" && accepted.has(issue.number))) &&
    (!filters.search || searchable(issue).includes(filters.search))
  );
}

// The language of the text an issue stands in.
function languageOf(issue) {
  return fileOf(issue).target ?? "";
}

function gravity(issue) {
  return SEVERITIES.indexOf(issue.severity);
}

function shownIssues(order) {
  const shown = report.issues.filter(passes);
  return order === "worst" ? shown.sort((a, b) => gravity(a) - gravity(b) || a.number - b.number) : shown;
}
