// Makes elements. Text always goes in as text, so nothing that a trip says can become markup.

export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in made)
      made[name] = value;
    else
      made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

export const part = id => document.getElementById(id);

// Touches the page only where something is new: a screen reader repeats what is written again.
export function write(target, text) {
  if (target.textContent !== text)
    target.textContent = text;
}

// Puts new rows in place of the old ones, where they differ.
export function fill(target, rows) {
  const made = element("div", {}, ...rows);
  if (target.innerHTML !== made.innerHTML)
    target.replaceChildren(...made.childNodes);
}
