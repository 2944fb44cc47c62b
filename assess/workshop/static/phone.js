// Saves what is tapped, tells when it is saved, and catches up after a lost line. Without this script every form posts.
"use strict";
(() => {
  const wait = [1000, 2000, 4000, 8000, 15000];
  let tries = 0, timer = 0, waiting = null;

  const line = (is_there) => {
    if (is_there) delete document.documentElement.dataset.line;
    else document.documentElement.dataset.line = "off";
  };

  const show = (html, address, is_new) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    if (!page.querySelector("main")) return location.assign(address);
    document.title = page.title;
    document.documentElement.lang = page.documentElement.lang;
    document.body.replaceWith(document.adoptNode(page.body));
    if (is_new) history.pushState(null, "", address);
    scrollTo(0, 0);
    document.querySelector("h1")?.focus();
    listen();
  };

  const send = async (form, go) => {
    const body = new URLSearchParams(new FormData(form));
    body.set("go", go);
    const answer = await fetch(form.action || location.href, {
      method: "POST", body, headers: go === "stay" ? { Accept: "application/json" } : {},
    });
    line(true);
    tries = 0;
    return answer;
  };

  // What was tapped last is sent; what was tapped meanwhile is sent after it.
  const save = async (form) => {
    clearTimeout(timer);
    const sent = form.querySelector(".choices :checked");
    if (!sent) return;
    waiting = form;
    try {
      const answer = await send(form, "stay");
      const told = await answer.json();
      if (!form.isConnected) return;
      if (!answer.ok) return location.reload();
      if (form.querySelector(".choices :checked") !== sent) return;
      waiting = null;
      for (const one of form.querySelectorAll(".choices [checked]")) one.removeAttribute("checked");
      sent.setAttribute("checked", "");
      sent.checked = true;
      const said = form.querySelector("[data-said]");
      const tick = '<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M2 8.5l4 4 8-9" fill="none" stroke="currentColor" stroke-width="2.5"/></svg>';
      said.innerHTML = tick;
      said.append(told.said);
    } catch {
      if (!form.isConnected) return;
      line(false);
      timer = setTimeout(() => save(form), wait[Math.min(tries++, wait.length - 1)]);
    }
  };

  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-saves]");
    if (form) save(form);
  });

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.method !== "post" || !form.matches(".page")) return;
    event.preventDefault();
    clearTimeout(timer);
    const go = event.submitter?.value || "next";
    try {
      const answer = await send(form, go);
      show(await answer.text(), answer.url, true);
    } catch {
      line(false);
      timer = setTimeout(() => form.isConnected && save(form), wait[Math.min(tries++, wait.length - 1)]);
    }
  });

  addEventListener("popstate", () => location.reload());
  addEventListener("online", () => waiting?.isConnected && save(waiting));

  // The last page goes on by itself.
  let events = null;
  const listen = () => {
    events?.close();
    events = null;
    const address = document.body.dataset.events;
    if (!address) return;
    let round = null;
    events = new EventSource(address);
    events.addEventListener("room", async (event) => {
      line(true);
      const room = JSON.parse(event.data);
      const ready = document.querySelector('[data-live="ready"]');
      if (ready) ready.textContent = room.ready;
      const state = `${room.round} ${room.closed} ${room.joined}`;
      if (round !== null && round !== state) {
        const answer = await fetch(location.href);
        if (answer.ok) show(await answer.text(), answer.url, false);
      }
      round = state;
    });
  };
  listen();
})();
