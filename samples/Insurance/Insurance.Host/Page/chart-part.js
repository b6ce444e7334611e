// A part of the page with a chart, its legend, and the same figures as a table.

import { svg } from "./charts.js";
import { element } from "./elements.js";

export class ChartPart {
  #draw;
  #space = element("div");
  #legend = element("ul", { class: "legend", "aria-hidden": "true" });
  #none = element("p", { class: "hint" }, "Nothing in these months.");
  #table = element("table");
  #details;
  #data = null;

  // How to draw, from a width and the data, and what it is about.
  constructor(section, draw) {
    this.#draw = draw;
    this.#details = element("details", {}, element("summary", {}, "As a table"),
      element("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": `${section.querySelector("h2").textContent}, as a table` }, this.#table));
    section.classList.add("chart-part");
    section.append(this.#legend, this.#space, this.#none, this.#details);
    new ResizeObserver(() => this.#redraw()).observe(this.#space);
  }

  // data is what the chart draws; headings and rows are the table.
  show(data, headings, rows) {
    this.#data = rows.length > 0 ? data : null;
    this.#none.hidden = rows.length > 0;
    this.#details.hidden = rows.length === 0;
    this.#legend.replaceChildren(...(this.#data?.series ?? []).map((one, i) => element("li", {},
      svg("svg", { viewBox: "0 0 11 11" }, svg("rect", { class: `series-${i + 1}`, width: 11, height: 11, rx: 3 })), one.name)));
    this.#table.replaceChildren(
      element("thead", {}, element("tr", {}, ...headings.map((heading, i) => element("th", { scope: "col", ...(i > 0 && { class: "number" }) }, heading)))),
      element("tbody", {}, ...rows.map(row => element("tr", {}, ...row.map((cell, i) => element("td", i > 0 ? { class: "number" } : {}, cell))))));
    this.#redraw();
  }

  #redraw() {
    const width = Math.floor(this.#space.clientWidth);
    this.#space.replaceChildren(...(this.#data && width > 0 ? [this.#draw(width, this.#data)] : []));
  }
}
