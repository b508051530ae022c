// Accepting: issues that were looked at and may stay. The baseline holds them, and `tqcheck check --baseline` reads it.

function accept(issues, taken) {
  for (const issue of issues) {
    if (issue.status !== "new") continue;
    if (taken) accepted.add(issue.number);
    else accepted.delete(issue.number);
  }
  keepAccepted();
  list.replaceChildren();
  if (filters.status === "marked") apply();
  else {
    drawRows();
    refreshMarks();
    tell();
  }
  if (cardMark && current) {
    const focused = card.contains(document.activeElement);
    showCard(cardMark, current);
    if (focused) card.querySelector(".accept")?.focus();
  }
}

function exportBaseline() {
  const { name } = report.baseline;
  const file = new Blob([baseline()], { type: "text/plain" });
  const link = element("a", { href: URL.createObjectURL(file), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  spoken(`The baseline was saved as ${name}.`);
}

// What of the old baseline still fits, or is about what was not checked now, and what was accepted here.
function baseline() {
  const { header, kept } = report.baseline;
  const added = [...accepted].map((number) => report.issues[number].entry);
  return [header, ...[...kept, ...added].sort(), ""].join("\n");
}
