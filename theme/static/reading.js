// How a reader wants the pages: text in three sizes, and a view for older eyes. Kept in this
// browser alone. Loaded before anything is drawn, so that nothing moves; without it, nothing is
// missing but these choices (they are then the browser's own: zoom, contrast).
(() => {
  "use strict";
  const root = document.documentElement;
  const KEY = "reading";
  let wish = { size: 1, easy: false };
  try {
    const kept = JSON.parse(localStorage.getItem(KEY)) || {};
    wish = { size: [1, 2, 3].includes(kept.size) ? kept.size : 1, easy: kept.easy === true };
  } catch {
    // no store, or not ours: as it comes
  }

  function show() {
    root.dataset.size = wish.size;
    root.toggleAttribute("data-easy", wish.easy);
    for (const button of document.querySelectorAll(".reading-tools button")) {
      const { size } = button.dataset;
      button.setAttribute("aria-pressed", size ? +size === wish.size : wish.easy);
    }
  }

  root.dataset.script = "";
  show();

  addEventListener("DOMContentLoaded", () => {
    show();
    const now = new Date();
    const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
    for (const place of document.querySelectorAll(".cite-day"))
      place.textContent = day.map((part) => `${part}`.padStart(2, "0")).join("-");
  });

  addEventListener("click", (event) => {
    const button = event.target.closest?.(".reading-tools button");
    if (!button) return;
    const { size } = button.dataset;
    wish = size ? { ...wish, size: +size } : { ...wish, easy: !wish.easy };
    show();
    try {
      localStorage.setItem(KEY, JSON.stringify(wish));
    } catch {
      // for this page only, then
    }
  });

  // Another page of the site in another tab follows.
  addEventListener("storage", (event) => {
    if (event.key !== KEY || !event.newValue) return;
    wish = JSON.parse(event.newValue);
    show();
  });
})();
