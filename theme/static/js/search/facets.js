// What results can be narrowed by, and what helps where there are none.
import { $, element, fill, KINDS, say } from "./site.js";

const SHOWN = 8, NEAR = 5;

// Tells whether an article is among what was chosen; one kind may be left out of account.
export const fits = (hit, chosen, but) => KINDS.every((kind) => kind === but || !chosen[kind].length
  || chosen[kind].some((value) => hit.facets.includes(`${kind}:${value}`)));

export function showFacets(index, hits, chosen) {
  const box = $("found-facets"), held = document.activeElement;
  const opened = new Set([...box.querySelectorAll("details[open]")].map((one) => one.dataset.kind));
  box.replaceChildren(...KINDS.flatMap((kind) => {
    const counts = new Map(chosen[kind].map((value) => [value, 0]));
    for (const hit of hits) if (fits(hit, chosen, kind)) for (const facet of hit.facets) if (facet.startsWith(`${kind}:`)) {
      const value = facet.slice(kind.length + 1);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return counts.size ? [fieldset(kind, counts, chosen[kind], index.names[kind], opened.has(kind))] : [];
  }));
  if (held?.name && held.type === "checkbox") [...box.querySelectorAll("input")].find((one) => one.name === held.name && one.value === held.value)?.focus();
}

function fieldset(kind, counts, chosen, names, open) {
  const order = (a, b) => chosen.includes(b[0]) - chosen.includes(a[0])
    || (kind === "year" ? b[0] - a[0] : b[1] - a[1]) || (a[0] < b[0] ? -1 : 1);
  const labels = [...counts].sort(order).map(([value, count]) => element("label", {},
    element("input", { type: "checkbox", name: kind, value, checked: chosen.includes(value) }),
    element("span", {}, kind === "year" ? fill(say.year, { year: value }) : names[value] ?? value),
    element("b", {}, String(count))));
  const set = element("fieldset", {}, element("legend", {}, say.kinds[kind]), ...labels.splice(0, SHOWN));
  if (labels.length) {
    const others = element("details", { open }, element("summary", {}, fill(say.others, { count: labels.length })), ...labels);
    others.dataset.kind = kind;
    set.append(others);
  }
  return set;
}

// Nothing found: what of it is there, and which names are near.
export function help(index, terms, hits, query) {
  const lines = [];
  const offer = (q, text = q) => element("a", { href: `?q=${encodeURIComponent(q)}` }, text);
  const whole = ({ given }) => (given.includes(" ") ? `"${given}"` : given);
  if (hits.length) lines.push(element("li", {}, offer(query, fill(say.unchosen, { count: hits.length }))));
  else if (terms.length > 1) for (const term of terms) lines.push(element("li", {}, offer(whole(term)), fill(say.term, { count: term.count })));
  const near = hits.length ? [] : nearTo(terms, index);
  if (near.length) lines.push(element("li", {}, say.near, ...near.flatMap((name, at) => [at ? "、" : "", offer(name)])));
  return [...lines, ...say.tips.map((tip) => element("li", {}, tip))];
}

// Names that have pairs of characters with the terms in common, the most first.
function nearTo(terms, { names, aliases }) {
  const pairs = new Set(terms.flatMap(({ given }) => [...given].slice(1).map((sign, at) => [...given][at] + sign)));
  const known = new Set([...Object.values(names.branch), ...Object.values(names.partner), ...Object.keys(aliases)]);
  return [...known].map((name) => [name, [...pairs].filter((pair) => name.includes(pair)).length])
    .filter(([, worth]) => worth).sort((a, b) => b[1] - a[1]).slice(0, NEAR).map(([name]) => name);
}
