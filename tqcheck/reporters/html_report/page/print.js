// On paper: every text that has shown issues, each mark with a number, and the issues as notes below it.

addEventListener("beforeprint", () => {
  document.getElementById("paper")?.remove();
  const documents = [...new Set(shown.map((issue) => issue.document))].sort((a, b) => a - b);
  document.body.append(element("div", { id: "paper" }, ...documents.map(paper)));
});
addEventListener("afterprint", () => document.getElementById("paper")?.remove());

function paper(number) {
  const printed = report.documents[number];
  const marks = marksBySegment(number, passes);
  const issues = report.issues.filter((issue) => issue.document === number && passes(issue));
  const segments = printed.segments
    .map((segment, at) => [segment, marks.get(at) ?? []])
    .filter(([, here]) => printed.continuous || here.length)
    .map(([segment, here]) => segmentElement(printed, segment, here));
  const text = element("div", { class: printed.continuous ? "prose" : "units" }, ...segments);
  const numbers = new Map(issues.map((issue, at) => [issue.number, at + 1]));
  const told = new Set();
  for (const mark of text.querySelectorAll("mark")) {
    mark.removeAttribute("tabindex");
    for (const issue of issuesAt(mark)) {
      if (told.has(issue.number)) continue;
      told.add(issue.number);
      mark.after(element("sup", { class: "note-number" }, String(numbers.get(issue.number))));
    }
  }
  return element("section", {}, heading(number), text, element("ol", { class: "notes" }, ...issues.map(note)));
}

function note(issue) {
  const better = suggested(issue);
  return element(
    "li",
    {},
    severityLabel(issue),
    ` line ${issue.line}: `,
    element("q", { dir: "auto" }, oneLine(issue.quote) || "(empty)"),
    " – ",
    element("bdi", {}, visible(issue.message)),
    better.length ? ` → ${better.join(" or ")}` : "",
    accepted.has(issue.number) ? " (accepted)" : "",
  );
}
