// Draws charts as SVG: columns by month, bars, and lines. What they show stands in a table beside them, so a chart is one picture to a screen reader.

const HEIGHT = 240;
const LEFT = 54;
const TOP = 8;
const BOTTOM = 24;

// What a label below takes.
const ROOM = 56;

export function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes))
    made.setAttribute(name, value);
  made.append(...children);
  return made;
}

// Columns beside each other, or on top of each other where they are stacked. A value below zero hangs.
export function columns(width, { labels, series, format, stacked = false }) {
  const sums = labels.flatMap((_, i) => stacked
    ? [sum(series.map(one => Math.max(0, one.values[i]))), sum(series.map(one => Math.min(0, one.values[i])))]
    : series.map(one => one.values[i]));
  const { scale, parts } = frame(width, labels, Math.min(0, ...sums), Math.max(0, ...sums), format);
  const step = (width - LEFT) / labels.length;
  const thick = Math.max(1, Math.min(34, step * 0.76) / (stacked ? 1 : series.length));

  labels.forEach((label, i) => {
    const [ends, start] = [[0, 0], LEFT + step * (i + 0.5) - thick * (stacked ? 1 : series.length) / 2];
    series.forEach((one, number) => {
      const value = one.values[i];
      const from = stacked ? ends[value < 0 ? 1 : 0] : 0;
      ends[value < 0 ? 1 : 0] = from + value;
      const [high, low] = [scale(Math.max(from, from + value)), scale(Math.min(from, from + value))];
      parts.push(titled(svg("rect", { class: `series-${number + 1}`, x: start + (stacked ? 0 : thick * number), y: high, width: Math.max(1, thick - 1), height: Math.max(0, low - high) }),
        `${label}, ${one.name}: ${format(value)}`));
    });
  });
  return picture(width, HEIGHT, parts);
}

// A bar for each row, with its value at its end.
export function bars(width, { labels, values, format }) {
  const [line, names, most] = [30, Math.min(124, width * 0.36), Math.max(...values.map(value => value ?? 0), 0.000001)];
  const room = width - names - 70;
  const parts = labels.flatMap((label, i) => {
    const length = Math.max(1, room * Math.max(0, values[i] ?? 0) / most);
    return [
      svg("text", { x: 0, y: line * i + 19 }, label),
      svg("rect", { class: "series-1", x: names, y: line * i + 5, width: length, height: 20, rx: 3 }),
      svg("text", { class: "value", x: names + length + 6, y: line * i + 19 }, format(values[i])),
    ];
  });
  return picture(width, line * labels.length, parts);
}

export function lines(width, { labels, series, format }) {
  const { scale, parts } = frame(width, labels, 0, Math.max(1, ...series.flatMap(one => one.values.filter(value => value !== null))), format);
  const step = (width - LEFT) / labels.length;
  series.forEach((one, number) => {
    const points = one.values.flatMap((value, i) => value === null ? [] : [`${LEFT + step * (i + 0.5)} ${scale(value)}`]);
    parts.push(svg("path", { class: `series-${number + 1}`, d: `M${points.join("L")}` }));
  });
  return picture(width, HEIGHT, parts);
}

// Lines across with what they stand for, and as many labels below as there is room for.
function frame(width, labels, low, high, format) {
  const step = stepOf((high - low) || 1);
  const [bottom, top] = [Math.floor(low / step) * step, Math.max(Math.ceil(high / step) * step, Math.floor(low / step) * step + step)];
  const scale = value => TOP + (HEIGHT - TOP - BOTTOM) * (top - value) / (top - bottom);

  const parts = [];
  for (let value = bottom; value <= top + step / 2; value += step) {
    const y = scale(value);
    parts.push(svg("line", { class: Math.abs(value) < step / 2 ? "zero" : "grid", x1: LEFT, x2: width, y1: y, y2: y }));
    parts.push(svg("text", { x: LEFT - 8, y: y + 4, "text-anchor": "end" }, format(value)));
  }

  const every = Math.ceil(labels.length * ROOM / (width - LEFT));
  labels.forEach((label, i) => {
    const x = LEFT + (width - LEFT) / labels.length * (i + 0.5);
    if (i % every === 0 && x + ROOM / 2 <= width)
      parts.push(svg("text", { x, y: HEIGHT - 6, "text-anchor": "middle" }, label));
  });
  return { scale, parts };
}

// A round step, so that there are about four lines.
function stepOf(range) {
  const power = 10 ** Math.floor(Math.log10(range / 4));
  return [1, 2, 5, 10].map(factor => factor * power).find(step => range / step <= 5);
}

const sum = values => values.reduce((all, value) => all + value, 0);
const picture = (width, height, parts) => svg("svg", { class: "chart", viewBox: `0 0 ${width} ${height}`, width, height, "aria-hidden": "true" }, ...parts);

function titled(shape, text) {
  shape.append(svg("title", {}, text));
  return shape;
}
