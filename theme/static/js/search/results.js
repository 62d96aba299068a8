// One result: headline, excerpts and day, read from the article's own page.
import { folded } from "./fold.js";
import { element, fetched, fill, root, say } from "./site.js";

const WINDOW = 88, BEFORE = 24, EXCERPTS = 3, END = "\u0001";
const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, td, th, dt, dd, figcaption, pre, caption, br";
const pages = new Map();

function page(url) {
  if (!pages.has(url)) pages.set(url, readPage(url).catch((error) => { pages.delete(url); throw error; }));
  return pages.get(url);
}

async function readPage(url) {
  const article = new DOMParser().parseFromString(await (await fetched(url)).text(), "text/html");
  const text = article.querySelector("article .prose");
  for (const mark of text.querySelectorAll("sup, .footnote-backref")) mark.remove();
  for (const block of text.querySelectorAll(BLOCKS)) block.after(END);
  const line = text.textContent.replace(/\s+/g, " ").replace(new RegExp(` ?(${END} ?)+`, "g"), "\n");
  return { title: article.querySelector(".headline .title").textContent.trim(), text: line.trim() };
}

export async function result(hit, terms, index) {
  const { title, text } = await page(hit.url);
  const phrases = terms.flatMap((term) => [term.words, ...term.also]);
  const head = await marked(title, phrases, index), body = await marked(text, phrases, index);
  // As they stand there, so that the article marks them too; a name that stands in none of it
  // (in kicker or subtitle) as it was asked for.
  const seen = new Set([...head.seen, ...body.seen]);
  if (!seen.size) for (const term of terms) seen.add(term.given);
  const asked = [...seen].map((words) => (words.includes(" ") ? `"${words}"` : words)).join(" ");
  const link = element("a", { href: `${root}${hit.url}?q=${encodeURIComponent(asked)}` }, ...head.parts(0, head.length));
  const day = { year: hit.date.getUTCFullYear(), month: hit.date.getUTCMonth() + 1, day: hit.date.getUTCDate() };
  const time = element("time", { dateTime: hit.date.toISOString().slice(0, 10) }, fill(say.day, day));
  return element("li", {},
    element("h2", { className: "found-title" }, link),
    element("p", { className: "found-excerpt" }, ...excerpts(body)),
    element("p", { className: "found-line" }, time));
}

// Finds the phrases in a text; `parts` gives back a stretch of it, with marks.
async function marked(text, phrases, index) {
  const signs = [...text], plain = (await folded(text, index)), line = plain.join("");
  const places = new Set(), firsts = [], seen = new Set();
  for (const words of phrases) {
    const length = [...words].length;
    let first;
    for (let found = -1; (found = line.indexOf(words, found + 1)) >= 0;) {
      const at = [...line.slice(0, found)].length;
      for (let place = at; place < at + length; place++) places.add(place);
      seen.add(signs.slice(at, at + length).join(""));
      first ??= at;
    }
    if (first !== undefined) firsts.push(first);
  }
  const parts = (from, to) => {
    const made = [];
    for (let at = from, next; at < to; at = next) {
      next = at + 1;
      while (next < to && places.has(next) === places.has(at)) next++;
      const words = signs.slice(at, next).join("").replace(/\n/g, " ");
      made.push(places.has(at) ? element("mark", {}, words) : words);
    }
    return made;
  };
  return { signs, length: signs.length, firsts: firsts.sort((a, b) => a - b), seen, parts };
}

// The beginnings of the sentences in which the phrases stand first, or of the text.
function excerpts({ signs, length, firsts, parts }) {
  const made = [];
  let done = 0;
  for (const first of (firsts.length ? firsts : [0]).slice(0, EXCERPTS)) {
    if (first < done) continue;
    let from = Math.max(done, first - BEFORE);
    const stop = signs.slice(from, first).findLastIndex((sign) => "。！？\n".includes(sign));
    if (stop >= 0) from += stop + 1;
    const to = Math.min(length, from + WINDOW);
    made.push(from > done ? "…" : "", ...parts(from, to));
    done = to;
  }
  return done < length ? [...made, "…"] : made;
}
