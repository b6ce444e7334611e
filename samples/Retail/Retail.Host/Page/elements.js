// Makes elements. Text always goes in as text, so nothing that an order says can become markup.

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  done: "M3.5 8.5l3 3 6-7",
  waiting: "M8 4.5V8l2.5 1.5M8 1.75a6.25 6.25 0 1 1 0 12.5 6.25 6.25 0 0 1 0-12.5z",
  stopped: "M5.75 4.5v7M10.25 4.5v7",
  failing: "M8 3.5v5.5M8 12.25v.1",
};

export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in made && name !== "role")
      made[name] = value;
    else
      made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

// A picture beside words that say the same, so it says nothing by itself to those who listen.
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

// Touches the page only where something is new: a screen reader repeats what is written again.
export function write(target, text) {
  if (target.textContent !== text)
    target.textContent = text;
}
