// Filters, search and order; the list, the marks and the counts follow them.

const order = document.getElementById("order");
const search = document.getElementById("search");

function offer(name, value, label) {
  const counts = new Map();
  for (const issue of report.issues) {
    if (issue.status === "new" || name === "status") counts.set(value(issue), (counts.get(value(issue)) ?? 0) + 1);
  }
  const select = document.getElementById(`filter-${name}`);
  const options = [...counts].filter(([key]) => key !== "").sort(([a], [b]) => label(a).localeCompare(label(b)));
  select.replaceChildren(
    element("option", { value: "" }, "All"),
    ...options.map(([key, count]) => element("option", { value: key }, `${label(key)} (${count.toLocaleString("en")})`)),
  );
  select.addEventListener("change", () => narrow(name, select.value));
}

function offerAll() {
  const firstOf = new Map();
  report.documents.forEach(({ path }, number) => { if (!firstOf.has(path)) firstOf.set(path, number); });
  offer("category", (issue) => issue.category, categoryName);
  offer("check", (issue) => issue.check, title);
  offer("file", (issue) => String(firstOf.get(fileOf(issue).path)), (number) => visible(report.documents[number].path));
  offer("language", languageOf, languageName);
  offer("status", (issue) => issue.status, (status) => STATUSES[status]);
  const status = document.getElementById("filter-status");
  status.append(element("option", { value: "marked" }, STATUSES.marked));
  if (!status.querySelector('[value="new"]')) status.append(element("option", { value: "new" }, STATUSES.new));
  status.value = filters.status;
  const present = SEVERITIES.filter((severity) => report.issues.some((issue) => issue.severity === severity));
  document.getElementById("severities").append(
    ...present.map((severity) => {
      const box = element("input", { type: "checkbox", value: severity });
      box.checked = true;
      box.addEventListener("change", () => {
        if (box.checked) filters.severities.add(severity);
        else filters.severities.delete(severity);
        apply();
      });
      const count = report.issues.filter((issue) => issue.severity === severity && issue.status === "new").length;
      return element("label", { class: `chip ${severity}` }, box, ` ${severity} `, element("span", {}, count.toLocaleString("en")));
    }),
  );
}

function narrow(name, value) {
  filters[name] = value;
  document.getElementById(`filter-${name}`).value = value;
  apply();
  if (name === "file" && value) open(Number(value));
}

function clearFilters() {
  Object.assign(filters, { category: "", check: "", file: "", language: "", status: "new", search: "" });
  for (const severity of SEVERITIES) filters.severities.add(severity);
  for (const box of document.querySelectorAll("#severities input")) box.checked = true;
  for (const name of ["category", "check", "file", "language", "status"]) document.getElementById(`filter-${name}`).value = filters[name];
  search.value = "";
  apply();
}

function apply() {
  shown = shownIssues(order.value);
  if (current && !shown.includes(current)) {
    current = null;
    hideCard();
  }
  layOut();
  refreshMarks();
  tell();
}

// Counts, the empty state, and what can be pressed.
function tell() {
  const narrowed = report.issues.filter((issue) => issue.status === "new").length !== shown.length || filters.status !== "new";
  const count = document.getElementById("count");
  count.textContent = shown.length
    ? `${shown.length.toLocaleString("en")} issue${shown.length === 1 ? "" : "s"}`
    : report.issues.length ? "No issue fits these filters." : "Nothing found.";
  document.getElementById("clear").hidden = !narrowed;
  const place = shown.indexOf(current);
  document.getElementById("place").textContent = shown.length ? `${place < 0 ? "–" : (place + 1).toLocaleString("en")} of ${shown.length.toLocaleString("en")}` : "0 of 0";
  document.getElementById("previous").disabled = !shown.length;
  document.getElementById("next").disabled = !shown.length;
  document.getElementById("see-list").textContent = `Issues (${shown.length.toLocaleString("en")})`;
  const open = shown.filter((issue) => issue.status === "new");
  const accept = document.getElementById("accept-shown");
  accept.hidden = !open.length;
  accept.textContent = open.every((issue) => accepted.has(issue.number)) ? "Take all shown back" : "Accept all shown";
  document.getElementById("accepted").textContent = accepted.size ? `${accepted.size.toLocaleString("en")} accepted` : "";
  document.getElementById("export").disabled = !accepted.size;
}
