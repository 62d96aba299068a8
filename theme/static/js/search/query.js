// What a query asks for, and which articles answer it.
import { folded } from "./fold.js";
import { phrase } from "./index.js";

// Places below TITLE are those of the headline, below HEADS those of kicker and subtitle.
const TITLE = 64, HEADS = 128;

// Returns its terms and the names each stands for; one in quotes stands for itself alone.
export async function termsOf(index, query) {
  const terms = [];
  for (const [, ...parts] of query.matchAll(/"([^"]+)"?|“([^”]+)”?|([^\s"“”]+)/g)) {
    const given = parts.find(Boolean).trim().replace(/\s+/g, " ");
    if (!given) continue;
    const words = (await folded(given, index)).join("");
    const names = parts[2] ? (index.aliases[given] ?? index.aliases[words] ?? []) : [];
    const also = await Promise.all(names.map(async (name) => (await folded(name, index)).join("")));
    terms.push({ given, words, names, also });
  }
  return terms;
}

// Returns the articles in which every term stands, by itself or by a name it stands for.
export async function find(index, terms) {
  let common;
  const found = await Promise.all(terms.map(({ words, also }) => Promise.all([words, ...also].map((one) => phrase(index, one)))));
  terms.forEach((term, at) => {
    const hits = new Map();
    for (const places of found[at]) for (const [row, place] of places) {
      const worth = place < TITLE ? 3 : place < HEADS ? 2 : 400 / (400 + place - HEADS);
      if (!(hits.get(row) >= worth)) hits.set(row, worth);
    }
    term.count = hits.size;
    common = common ? new Map([...common].filter(([row]) => hits.has(row)).map(([row, worth]) => [row, worth + hits.get(row)])) : hits;
  });
  return [...(common ?? [])].map(([row, worth]) => ({ ...index.rows[row], worth }));
}
