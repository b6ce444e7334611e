// Makes elements. Text always goes in as text, so nothing that a policy says can become markup.

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    made.setAttribute(name, value);
  made.append(...children);
  return made;
}

export const part = id => document.getElementById(id);

// A screen reader repeats what is written again, so only news are.
export function write(target, text) {
  if (target.textContent !== text)
    target.textContent = text;
}
