"use strict";
(() => {
  const MOST = 100;
  const field = document.getElementById("words");
  const count = document.getElementById("count");
  const list = document.getElementById("found");
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  let folded = null;

  function entry([kind, address, title, note]) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const aside = document.createElement("span");
    link.href = address;
    link.dir = "auto";
    link.textContent = title;
    aside.className = "soft";
    aside.textContent = ` ${[kind, note].filter(Boolean).join(" · ")}`;
    item.append(link, aside);
    return item;
  }

  function search() {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    folded ??= window.SEARCH.map(([, , title, , said]) => [fold(title), fold(said)]);
    const best = [];
    const others = [];
    if (words.length) {
      folded.forEach(([title, said], at) => {
        if (words.every((word) => title.includes(word))) best.push(at);
        else if (words.every((word) => title.includes(word) || said.includes(word))) others.push(at);
      });
    }
    const found = best.concat(others);
    list.replaceChildren(...found.slice(0, MOST).map((at) => entry(window.SEARCH[at])));
    const shown = found.length > MOST ? `, the first ${MOST} of them here` : "";
    count.textContent = words.length ? `${found.length} found${shown}` : "";
  }

  field.form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", search);
  if (location.hash.length > 1) field.value = decodeURIComponent(location.hash.slice(1));
  search();
  field.focus();
})();
