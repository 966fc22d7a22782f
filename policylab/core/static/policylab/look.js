/* Small comforts; every page works without them. No framework, nothing inline (strict CSP). */
(() => {
  "use strict";
  // Menus are <details>: close them with Escape or a press elsewhere.
  const close = (except) => document.querySelectorAll("details.menu[open]").forEach((menu) => menu !== except && (menu.open = false));
  document.addEventListener("click", (event) => close(event.target.closest("details.menu")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.activeElement && document.activeElement.closest("details.menu[open]");
    close();
    if (menu) menu.querySelector("summary").focus();
  });
  // A second press while the first is under way sends nothing twice (the server refuses doubles too).
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.hasAttribute("data-again")) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "1";
    setTimeout(() => delete form.dataset.sent, 4000);
  });
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));
  // Tabs that do not all fit: the one that is open stands in the middle.
  document.querySelectorAll(".tabs [aria-current]").forEach((tab) => {
    const [line, here] = [tab.closest("ul"), tab].map((part) => part.getBoundingClientRect());
    tab.closest("ul").scrollBy(here.left + here.width / 2 - line.left - line.width / 2, 0);
  });
  document.querySelectorAll("button[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => print());
  });
  // A code that came behind «#» (a card's square): into its field, and out of the address, where it would be given on.
  document.querySelectorAll("input[data-from-hash]").forEach((field) => {
    if (location.hash.length < 2) return;
    field.value = decodeURIComponent(location.hash.slice(1));
    history.replaceState(null, "", location.pathname + location.search);
  });
  // Copying a code: the button is hidden without script.
  document.querySelectorAll("button[data-copy]").forEach((button) => {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.querySelector(button.dataset.copy).textContent.trim());
      const said = document.querySelector(button.dataset.said);
      if (said) said.hidden = false;
    });
  });
})();
