// Searching, sorting and filtering for who reads the report in a browser. Nothing is fetched and nothing is remembered;
// without this script all of the report is there, and the words that it shows come from the page.
"use strict";
(() => {
  const main = document.querySelector("main");
  const language = document.documentElement.lang;
  const words = document.getElementById("screen-words").dataset;
  const copy = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);
  const text = (element) => element.textContent.replace(/\s+/g, " ").trim();
  const plain = (value) => value.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase(language);
  const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

  // Jump: a section, a sentence or an action.
  const places = () => {
    const found = [];
    const add = (element, label) => found.push({ id: element.id, label, name: plain(label), all: plain(text(element)) });
    for (const section of main.querySelectorAll("section[id]")) {
      const heading = section.querySelector("h2");
      if (heading) found.push({ id: section.id, label: heading.dataset.bookmark || text(heading), name: plain(text(heading) + " " + (heading.dataset.bookmark || "")), all: "" });
    }
    for (const item of main.querySelectorAll(".answer[id]")) add(item, [...item.querySelectorAll(".question")].map(text).join(" "));
    for (const card of main.querySelectorAll(".card[id]")) add(card, text(card.querySelector("h4")));
    return found;
  };
  const jump = copy("screen-jump");
  const field = jump.querySelector("input");
  const list = jump.querySelector("ul");
  const said = jump.querySelector(".status");
  let known = null;
  const search = () => {
    known ??= places();
    const wanted = plain(field.value.trim()).split(/\s+/).filter(Boolean);
    list.replaceChildren();
    said.textContent = "";
    if (!wanted.length) return;
    const named = known.filter((place) => wanted.every((word) => place.name.includes(word)));
    const inside = known.filter((place) => !named.includes(place) && wanted.every((word) => place.all.includes(word)));
    const hits = [...named, ...inside];
    for (const place of hits.slice(0, 30)) {
      const link = document.createElement("a");
      link.href = "#" + place.id;
      link.textContent = place.label;
      const line = document.createElement("li");
      line.append(link);
      list.append(line);
    }
    if (!hits.length) {
      const line = document.createElement("li");
      line.className = "none";
      line.textContent = words.nothing;
      list.append(line);
    }
    said.textContent = hits.length === 0 ? words.nothing : hits.length === 1 ? words.one : fill(words.some, { count: hits.length });
  };
  const go = (link) => {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    field.value = "";
    list.replaceChildren();
    said.textContent = "";
    if (!target) return;
    location.hash = link.hash;
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
    target.scrollIntoView();
  };
  field.addEventListener("input", search);
  field.addEventListener("focus", search);
  jump.addEventListener("submit", (event) => {
    event.preventDefault();
    const first = list.querySelector("a");
    if (first) go(first);
  });
  jump.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape") {
      field.value = "";
      list.replaceChildren();
      said.textContent = "";
      field.focus();
    } else if (event.key === "ArrowDown" && at + 1 < links.length) {
      links[at + 1].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      (at ? links[at - 1] : field).focus();
    } else return;
    event.preventDefault();
  });
  list.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    go(link);
  });
  document.addEventListener("pointerdown", (event) => {
    if (!jump.contains(event.target)) list.replaceChildren();
  });
  jump.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !jump.contains(event.relatedTarget)) list.replaceChildren();
  });
  document.querySelector(".side .home").after(jump);

  // Sort and filter: tables with enough rows for it to help.
  const written = (cell) => {
    if (!cell) return "";
    const own = cell.cloneNode(true);
    for (const picture of own.querySelectorAll("svg")) picture.remove();
    return text(own);
  };
  const number = (value) => Number.parseFloat(value.replace("−", "-").replace(",", "."));
  for (const frame of main.querySelectorAll(".scroll")) {
    const table = frame.querySelector("table");
    const heads = table.tHead ? [...table.tHead.rows[0].cells] : [];
    const bodies = [...table.tBodies];
    const isGroup = (row) => row.querySelector('th[scope="rowgroup"]') !== null;
    const order = bodies.map((body) => [...body.rows]);
    const rows = order.flat().filter((row) => !isGroup(row));
    if (rows.length < 6 || bodies.some((body) => body.querySelector('th[scope="rowgroup"] ~ td svg')) || !heads.length || rows.some((row) => row.cells.length !== heads.length)) continue;

    const tools = copy("screen-tools");
    const status = tools.querySelector(".status");
    const input = tools.querySelector("input");
    const rules = tools.querySelector(".rules");
    let sorted = false;
    const show = () => {
      const wanted = plain(input.value.trim());
      for (const row of rows) row.hidden = wanted !== "" && !plain(text(row)).includes(wanted);
      order.forEach((group) => {
        const shown = group.some((row) => !isGroup(row) && !row.hidden);
        for (const row of group) if (isGroup(row)) row.hidden = sorted || !shown;
      });
      return rows.filter((row) => !row.hidden).length;
    };
    input.addEventListener("input", () => {
      status.textContent = fill(words.rows, { shown: show(), count: rows.length });
    });
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      input.value = "";
      input.dispatchEvent(new Event("input"));
    });
    frame.before(tools);

    const put = (column, way) => {
      sorted = way !== "";
      if (!sorted) {
        order.forEach((group, at) => bodies[at].append(...group));
      } else {
        const values = new Map(rows.map((row) => [row, written(row.cells[column])]));
        const numeric = rows.every((row) => !/\p{L}/u.test(values.get(row)));
        const absent = (row) => (numeric ? Number.isNaN(number(values.get(row))) : values.get(row) === "");
        const compare = (a, b) => (numeric ? number(values.get(a)) - number(values.get(b)) : values.get(a).localeCompare(values.get(b), language, { numeric: true }));
        const known = rows.filter((row) => !absent(row)).sort((a, b) => (way === "ascending" ? compare(a, b) : compare(b, a)));
        bodies[0].append(...known, ...rows.filter(absent));
      }
      show();
    };
    heads.forEach((head, column) => {
      if (head.querySelector("svg") || !written(head) || !rows.some((row) => written(row.cells[column]))) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      const name = written(head);
      const rule = head.querySelector("a");
      if (rule) {  // no link in a button: it goes below the table's own tools
        rules.append(" ", rule.cloneNode(true));
        rule.replaceWith(...rule.childNodes);
        rules.hidden = false;
      }
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const was = head.getAttribute("aria-sort");
        const way = was === "ascending" ? "descending" : was === "descending" ? "" : "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        if (way) head.setAttribute("aria-sort", way);
        put(column, way);
        status.textContent = name + ": " + (way === "ascending" ? words.up : way === "descending" ? words.down : words.original);
      });
    });
  }

  // A frame is a stop of the keyboard only while there is something to move in it.
  const frames = [...main.querySelectorAll(".scroll, [data-frame]")];
  const measure = () => {
    for (const frame of frames) {
      const moves = getComputedStyle(frame).overflowX !== "visible" && frame.scrollWidth > frame.clientWidth + 1;
      if (moves) frame.tabIndex = 0;
      else frame.removeAttribute("tabindex");
    }
  };
  measure();
  addEventListener("resize", measure);
  document.fonts.ready.then(measure);

  // The rows under the roadmap move along with it.
  for (const map of main.querySelectorAll(".map")) {
    const under = map.parentElement.querySelector(".under")?.closest(".scroll");
    if (!under) continue;
    map.addEventListener("scroll", () => { under.scrollLeft = map.scrollLeft; });
    under.addEventListener("scroll", () => { map.scrollLeft = under.scrollLeft; });
  }

  // Which section is being read, in the contents.
  const lines = new Map([...document.querySelectorAll(".side li a")].map((link) => [link.hash.slice(1), link]));
  const watch = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      for (const link of lines.values()) link.removeAttribute("aria-current");
      lines.get(entry.target.id)?.setAttribute("aria-current", "location");
    }
  }, { rootMargin: "-20% 0px -75% 0px" });
  for (const section of main.querySelectorAll("section[id]")) watch.observe(section);
})();
