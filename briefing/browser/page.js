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
  // the first key is for the reader: nobody clicks into a page that has nothing else; but a phone's keyboard hides half of it
  const takesFocus = !matchMedia("(pointer: coarse)").matches;
  new MutationObserver(() => {
    const {classList} = document.body;
    if (classList.contains("-closed")) document.getElementById("again").focus();
    else if (takesFocus && !classList.contains("-first-byte")) terminal.querySelector("textarea").focus(); // connected
  }).observe(document.body, {attributeFilter: ["class"]});
});

function press(terminal, key, keyCode) {
  const field = terminal.querySelector("textarea");
  if (!field) return;
  const send = (type, code, charCode = 0) =>
    field.dispatchEvent(new KeyboardEvent(type, {key, keyCode: code, charCode, bubbles: true, cancelable: true}));
  // as a browser does it: what the terminal took as a key is not typed once more
  const isLeft = send("keydown", keyCode);
  if (isLeft && key.length === 1) send("keypress", key.charCodeAt(0), key.charCodeAt(0));
  send("keyup", keyCode);
}
