/* global document, location, FormData, URLSearchParams, setTimeout */

/*
 * The page's script. All texts are made before and stand in the data or in the page; here they are only chosen, and set as text, never as markup.
 */

/** Whether a way is for this purpose and this relationship and has this need: places in their lists, or -1 for any. */
function isFor(data, [relationships, purposes, , outcome], { purpose, relationship, need }) {
  const { need: own } = data.outcomes[outcome];
  return (
    (purpose < 0 || purposes.includes(purpose)) && (relationship < 0 || relationships.includes(relationship)) && (need < 0 || own === need)
  );
}

/** What a cell says and how it looks, and whether it is as asked: one that is not says what it would if nothing were asked about its need. */
function cellOf(data, ways, asked) {
  const way = ways.find((one) => isFor(data, one, { ...asked, need: -1 }));
  if (!way) return { text: ways.length === 0 ? data.unread.text : "– no", className: "n-never", isAsked: asked.need < 0 };
  const asAsked = asked.never ? undefined : ways.find((one) => isFor(data, one, asked));
  const [relationships, , , outcome] = asAsked ?? way;
  const { need, leftOut } = data.outcomes[outcome];
  const { sign, word } = data.needs[need];
  const { id, reader, fewer } = data.relationships[asked.relationship < 0 ? relationships[0] : asked.relationship];
  const wording = word === "" ? reader : id === "team" ? word : `${word} (${reader})`;
  return {
    text: `${sign} ${wording}${leftOut ? "*" : ""}`,
    className: `n-${need}${fewer ? " fewer" : ""}`,
    isAsked: asAsked !== undefined,
  };
}

/** `a, b or c`. */
function listed(texts) {
  return texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} or ${texts.at(-1)}`;
}

/** When a way holds, as a sentence. */
function whenText(data, [relationships, purposes, rightsHolder]) {
  const who = listed(relationships.map((one) => data.relationships[one].text));
  const what = listed(purposes.map((one) => data.purposes[one].text));
  return `When ${who}${rightsHolder < 0 ? "" : `, and ${data.rightsHolders[rightsHolder]}`}, and the purpose is ${what}.`;
}

function start() {
  const data = JSON.parse(document.getElementById("data").textContent);
  const form = document.getElementById("filters");
  const table = document.getElementById("matrix");
  const columns = [...table.tHead.rows[1].cells].slice(1);
  const rows = [...table.querySelectorAll("tr[data-category]")];
  const buttons = rows.map((row) => [...row.querySelectorAll("button")]);
  let opened;

  const chosen = (name) => form.elements[name].value;
  const suits = (name, value) => chosen(name) === "" || chosen(name) === value;
  const placeOf = (list, name) => list.findIndex(({ id }) => id === chosen(name));
  const waysAt = (row, column) => data.ways[data.cells[row][column][0]];
  const asked = () => ({
    purpose: placeOf(data.purposes, "purpose"),
    relationship: placeOf(data.relationships, "relationship"),
    need: placeOf(data.needs, "need"),
    never: chosen("need") === "NEVER",
  });

  function update() {
    close();
    const isRow = rows.map(
      ({ dataset, parentElement }) => suits("category", dataset.category) && suits("owner", parentElement.dataset.owner),
    );
    const isColumn = columns.map(({ dataset }) => suits("role", dataset.role) && suits("agency", dataset.agency));
    const shown = rows.map((_, row) => columns.map((_, column) => fill(row, column, asked()) && isRow[row] && isColumn[column]));
    lay(shown);
    const cells = shown.flat();
    document.getElementById("status").textContent = `${cells.filter(Boolean).length} of ${cells.length} cells shown`;
  }

  function fill(row, column, asked) {
    const button = buttons[row][column];
    const { text, className, isAsked } = cellOf(data, waysAt(row, column), asked);
    button.textContent = text;
    button.className = className;
    button.setAttribute("aria-label", `${rows[row].cells[0].textContent}, ${columns[column].textContent}: ${text}`);
    return isAsked;
  }

  // Rows and columns with nothing that was asked for are left out, and single cells are faded.
  function lay(shown) {
    columns.forEach((head, column) => (head.hidden = !shown.some((row) => row[column])));
    rows.forEach((row, at) => {
      row.hidden = !shown[at].includes(true);
      buttons[at].forEach((button, column) => {
        button.parentElement.hidden = columns[column].hidden;
        button.classList.toggle("faded", !shown[at][column]);
      });
    });
    const width = columns.filter(({ hidden }) => !hidden).length;
    for (const body of table.tBodies) {
      body.rows[0].cells[0].colSpan = width + 1;
      body.hidden = ![...body.rows].slice(1).some(({ hidden }) => !hidden);
    }
    for (const head of table.tHead.rows[0].querySelectorAll("th")) {
      const own = columns.filter(({ dataset, hidden }) => dataset.agency === head.dataset.agency && !hidden);
      head.hidden = own.length === 0;
      head.colSpan = Math.max(own.length, 1);
    }
    table.classList.toggle("few", width <= 6);
  }

  function close() {
    if (!opened) return;
    opened.button.setAttribute("aria-expanded", "false");
    opened.button.removeAttribute("aria-controls");
    opened.row.remove();
    opened = undefined;
  }

  function open(row, column) {
    const button = buttons[row][column];
    const panel = panelOf(row, column);
    const detail = element("tr", { className: "detail" }, [
      element("td", { colSpan: rows[row].parentElement.rows[0].cells[0].colSpan }, [panel]),
    ]);
    rows[row].after(detail);
    button.setAttribute("aria-expanded", "true");
    button.setAttribute("aria-controls", panel.id);
    opened = { button, row: detail };
    if (panel.getBoundingClientRect().bottom > document.documentElement.clientHeight) rows[row].scrollIntoView();
  }

  function panelOf(row, column) {
    const title = `${rows[row].cells[0].textContent}, for ${columns[column].textContent}`;
    const all = waysAt(row, column);
    const ways = all.filter((way) => isFor(data, way, asked()));
    const others = all.length - ways.length;
    const closing = element("button", { type: "button", className: "close", textContent: "Close" });
    closing.addEventListener("click", () => {
      const { button } = opened;
      close();
      button.focus();
    });
    const none = all.length === 0 ? data.unread.sentence : "Not read with these filters.";
    const rules = [...new Set(ways.flatMap((way) => data.outcomes[way[3]].rules))].sort();
    const closers = data.closers[data.cells[row][column][1]];
    return element("div", { id: "panel", className: "panel", role: "region", ariaLabel: title }, [
      closing,
      element("h3", { textContent: title }),
      ways.length === 0 ? element("p", { textContent: none }) : element("ol", {}, ways.map(wayItem)),
      ...(others === 0 ? [] : [element("p", { textContent: `The filters hide ${others} of its ${all.length} ways.` })]),
      ...(rules.length === 0 ? [] : [element("h4", { textContent: "The rules behind it" }), rulesOf(rules)]),
      ...(closers.length === 0 || ways.length === 0 ? [] : [folded(`What can close it: ${closers.join(", ")}`, rulesOf(closers))]),
    ]);
  }

  function wayItem(way) {
    const { sentences, rules } = data.outcomes[way[3]];
    return element("li", {}, [
      element("p", { textContent: `${whenText(data, way)} ${sentences.join(" ")}` }),
      element("p", { className: "by", textContent: `By ${rules.join(", ")}` }),
    ]);
  }

  function rulesOf(ids) {
    const copies = ids.map((id) => document.getElementById(`rule-${id}`).cloneNode(true));
    for (const copy of copies) copy.removeAttribute("id");
    return element("div", { className: "rules" }, copies);
  }

  table.addEventListener("click", ({ target }) => {
    const [row, column] = positionOf(target.closest("td > button"));
    if (row < 0) return;
    const wasOpen = opened?.button === buttons[row][column];
    close();
    if (!wasOpen) open(row, column);
  });

  table.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && opened) {
      const { button } = opened;
      close();
      button.focus();
      return;
    }
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    let [row, column] = positionOf(event.target);
    if (!step || row < 0) return;
    do [row, column] = [row + step[0], column + step[1]];
    while (buttons[row]?.[column] && buttons[row][column].offsetParent === null);
    buttons[row]?.[column]?.focus();
    event.preventDefault();
  });

  function positionOf(button) {
    const row = buttons.findIndex((own) => own.includes(button));
    return [row, row < 0 ? -1 : buttons[row].indexOf(button)];
  }

  // The filters stand in the address too, so that a view can be passed on.
  form.addEventListener("change", () => {
    const given = [...new FormData(form)].filter(([, value]) => value !== "");
    location.replace(`#${new URLSearchParams(given)}`);
    update();
  });
  form.addEventListener("reset", () => setTimeout(() => (location.replace("#"), update())));
  for (const [name, value] of new URLSearchParams(location.hash.slice(1))) if (form.elements[name]) form.elements[name].value = value;
  form.hidden = false;
  update();
}

function element(name, properties, children = []) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function folded(title, content) {
  return element("details", {}, [element("summary", { textContent: title }), content]);
}

if (globalThis.document) start();
