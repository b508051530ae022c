// Elements and text. Strings of documents only ever become text nodes, so nothing in them is markup.

function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "class") made.className = value;
    else if (key === "onclick") made.addEventListener("click", value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

const UNSEEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

// The text with its unseen characters named, so that none of them can hide or reorder what stands there.
function visible(text) {
  return text.replace(UNSEEN, (character) => `⟦U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}⟧`);
}

// The same as nodes, with the names set apart from the text.
function visibleNodes(text) {
  const nodes = [];
  let at = 0;
  for (const match of text.matchAll(UNSEEN)) {
    nodes.push(text.slice(at, match.index), element("span", { class: "unseen-character", dir: "ltr" }, visible(match[0])));
    at = match.index + match[0].length;
  }
  nodes.push(text.slice(at));
  return nodes.filter((node) => node !== "");
}

function oneLine(text) {
  return visible(text).replace(/\s*[\r\n]+\s*/g, " ⏎ ");
}

// Plain words of the manual, in which `code` stands between backticks.
function prose(text) {
  return text
    .split(/(``.+?``|`[^`]+`)/)
    .map((part) => (part.startsWith("`") ? element("code", {}, part.replace(/^`+ ?| ?`+$/g, "")) : part));
}

function title(check) {
  const words = check.replaceAll("-", " ");
  return words[0].toUpperCase() + words.slice(1);
}

// "punctuation, linguistic conventions" for "linguistic-conventions/punctuation".
function categoryName(category) {
  return category.replaceAll("-", " ").split("/").reverse().join(", ");
}

function suggested(issue) {
  return issue.suggestions.map((text) => (text.trim() ? oneLine(text) : text ? "a space" : "leave it out"));
}

// For readers of screens.
function spoken(text) {
  document.getElementById("spoken").textContent = visible(text);
}
