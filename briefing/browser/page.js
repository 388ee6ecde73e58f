"use strict";
// Before the terminal is made: what it is told of the window. Then the keys that a phone does not have.
const KEYS = [
  ["Esc", "Escape", 27], ["Tab", "Tab", 9], ["↑", "ArrowUp", 38], ["↓", "ArrowDown", 40], ["⏎", "Enter", 13],
  ["/", "/", 191], [":", ":", 186], ["?", "?", 191],
];
const NAMES = {"Esc": "Escape", "↑": "Up", "↓": "Down", "⏎": "Enter", "/": "Find", ":": "Commands", "?": "Help"};

const isLight = matchMedia("(prefers-color-scheme: light)").matches;
document.cookie = `ground=${isLight ? "light" : "dark"}; SameSite=Strict; path=/`;
// to a page that came over plain http, but from this machine, a browser gives no clipboard
document.cookie = `clipboard=${window.isSecureContext && navigator.clipboard ? "yes" : "none"}; SameSite=Strict; path=/`;

document.addEventListener("DOMContentLoaded", () => {
  const terminal = document.getElementById("terminal");
  if (matchMedia("(max-width: 600px)").matches) terminal.dataset.fontSize = "13";
  document.getElementById("again").addEventListener("click", () => location.reload());
  for (const [sign, key, keyCode] of KEYS) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.setAttribute("aria-label", NAMES[sign] || sign);
    button.addEventListener("pointerdown", (event) => event.preventDefault()); // the terminal keeps the focus
    button.addEventListener("click", () => press(terminal, key, keyCode));
    document.getElementById("keys").append(button);
  }
  new MutationObserver(() => {
    if (document.body.classList.contains("-closed")) document.getElementById("again").focus();
  }).observe(document.body, {attributeFilter: ["class"]});
});

function press(terminal, key, keyCode) {
  const field = terminal.querySelector("textarea");
  if (!field) return;
  for (const type of ["keydown", "keypress", "keyup"]) {
    if (type === "keypress" && key.length > 1) continue;
    const code = type === "keypress" ? key.charCodeAt(0) : keyCode;
    field.dispatchEvent(new KeyboardEvent(type, {key, keyCode: code, charCode: type === "keypress" ? code : 0, bubbles: true, cancelable: true}));
  }
}
