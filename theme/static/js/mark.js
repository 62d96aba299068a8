// Marks in an opened article what was searched for (`?q=`), and goes to its first place.
const query = new URLSearchParams(location.search).get("q") ?? "";
const terms = [...query.matchAll(/"([^"]+)"?|“([^”]+)”?|([^\s"“”]+)/g)].map(([, ...parts]) => parts.find(Boolean).toLowerCase());

function mark(block) {
  const nodes = [], walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) nodes.push(walk.currentNode);
  const text = nodes.map((node) => node.data).join("").toLowerCase();
  const marked = new Set();
  for (const term of terms) for (let at = -1; (at = text.indexOf(term, at + 1)) >= 0;) for (let place = at; place < at + term.length; place++) marked.add(place);
  let end = text.length;
  for (const node of nodes.reverse()) {
    const start = end - node.length;
    // From the end of the node, so that what is split off leaves the places before it as they are.
    for (let to = node.length; to > 0;) {
      const is = marked.has(start + to - 1);
      let from = to - 1;
      while (from > 0 && marked.has(start + from - 1) === is) from--;
      if (is) {
        const range = new Range();
        range.setStart(node, from);
        range.setEnd(node, to);
        range.surroundContents(document.createElement("mark"));
      }
      to = from;
    }
    end = start;
  }
}

if (terms.length) {
  document.querySelectorAll(".headline, .prose :is(p, li, h2, h3, h4, td, th, dt, dd, figcaption):not(:has(p, li, td))").forEach(mark);
  if (!location.hash) document.querySelector(".prose mark")?.scrollIntoView({ block: "center" });
}
