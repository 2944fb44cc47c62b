// Keys for every step, and pages that change without being loaded again. Without this script every button posts.
"use strict";
(() => {
  const KEPT = "meetlat keys";
  let known = null, clock = 0, is_ours = false;

  const tick = () => {
    clearInterval(clock);
    const shown = document.querySelector("[data-ends]");
    const ends = Number(shown?.dataset.ends);
    if (!ends) return;
    clock = setInterval(() => {
      const left = Math.max(0, Math.round(ends - Date.now() / 1000));
      shown.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    }, 250);
  };

  const show = async (answer, is_new) => {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const typed = document.querySelector("textarea"), item = document.querySelector('[name="item"]')?.value;
    document.title = page.title;
    document.documentElement.lang = page.documentElement.lang;
    document.body.replaceWith(document.adoptNode(page.body));
    const note = document.querySelector("textarea");
    if (!is_new && typed && note && item === document.querySelector('[name="item"]')?.value) note.value = typed.value;
    if (is_new) history.replaceState(null, "", answer.url);
    const keys = document.querySelector("[data-keys]");
    if (keys) keys.checked = is_on();
    tick();
  };

  const is_on = () => { try { return localStorage.getItem(KEPT) !== "off"; } catch { return true; } };

  document.addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target, button = event.submitter;
    const body = new URLSearchParams(new FormData(form));
    if (button?.name) body.set(button.name, button.value);
    is_ours = true;
    try { await show(await fetch(`/${location.pathname.split("/")[1]}/lead`, { method: "POST", body }), true); }
    catch { form.submit(); }
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-keys]")) try { localStorage.setItem(KEPT, event.target.checked ? "on" : "off"); } catch {}
  });

  const press = (selector) => document.querySelector(selector)?.click();
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !is_on()) return;
    if (event.target.matches("textarea, input[type=text]")) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key >= "1" && key <= "5") press(`.bar li:nth-child(${key}) button`);
    else if (key >= "a" && key <= "e") press(`[name="level"][value="${key.charCodeAt(0) - 96}"]`);
    else if (key === "ArrowDown" || key === "ArrowUp") {
      const links = [...document.querySelectorAll(".queue a")];
      const at = links.findIndex((one) => one.hasAttribute("aria-current"));
      const next = links[at + (key === "ArrowDown" ? 1 : -1)];
      if (!next) return;
      fetch(next.href).then((answer) => show(answer, true));
    }
    else if (key === "Enter" && event.target === document.body) press('[data-key="Enter"]');
    else if (key === "n") document.querySelector("textarea")?.focus();
    else if (key === "s") press('[name="go"][value="agree"]');
    else if (key === "o") press('[name="go"][value="skip"]');
    else if (key === "t") press('[name="clock"][value="toggle"]');
    else if (key === "+") press('[name="clock"][value="add"]');
    else if (key === ".") press('[name="screen"]');
    else if (key === "u") press('[name="undo"]');
    else return;
    event.preventDefault();
  });

  const events = new EventSource(document.body.dataset.events);
  events.addEventListener("room", async (event) => {
    if (known !== null && known !== event.data && !is_ours) {
      const answer = await fetch(location.href);
      if (answer.ok) await show(answer, false);
    }
    known = event.data;
    is_ours = false;
  });
  tick();
})();
