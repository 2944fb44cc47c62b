// Shows what changes at once, and says so when the line is lost. Without this script the page is asked for again.
"use strict";
(() => {
  let known = null, clock = 0;

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

  const renew = async () => {
    const answer = await fetch(location.href);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.body.replaceWith(document.adoptNode(page.body));
    tick();
  };

  const events = new EventSource(document.body.dataset.events);
  events.addEventListener("open", () => { delete document.documentElement.dataset.line; });
  events.addEventListener("error", () => { document.documentElement.dataset.line = "off"; });
  events.addEventListener("room", (event) => {
    if (known !== null && known !== event.data) renew().catch(() => {});
    known = event.data;
  });
  tick();
})();
