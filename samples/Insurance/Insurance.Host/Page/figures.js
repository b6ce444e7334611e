// Makes what the charts show of what the API answers.

const euros = new Intl.NumberFormat("en-GB", { style: "currency", currency: "EUR", maximumFractionDigits: 0 });
const short = new Intl.NumberFormat("en-GB", { notation: "compact", maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat("en-GB", { style: "percent", maximumFractionDigits: 0 });

export const money = value => euros.format(value);
export const brief = value => short.format(value);
export const share = value => value === null ? "–" : percent.format(value);
export const sum = (rows, member) => rows.reduce((all, row) => all + row[member], 0);
export const ratio = (part, whole) => whole === 0 ? null : part / whole;

// Earned and incurred of each month, of one region or of all.
export function losses(rows, region) {
  const wanted = rows.filter(row => !region || row.region === region);
  const months = inOrder(wanted, "month");
  const of = member => months.map(month => sum(wanted.filter(row => row.month === month), member));
  const [earned, incurred, claims] = [of("earned"), of("incurred"), of("claims")];

  return {
    chart: { labels: months.map(monthName), format: brief, series: [{ name: "Earned premium", values: earned }, { name: "Losses", values: incurred }] },
    rows: months.map((month, i) => [monthName(month), money(earned[i]), money(incurred[i]), String(claims[i]), share(ratio(incurred[i], earned[i]))]),
  };
}

export function perils(rows, region) {
  const wanted = rows.filter(row => !region || row.region === region);
  const found = inOrder(wanted, "peril").map(peril => ({ peril, rows: wanted.filter(row => row.peril === peril) })).sort((a, b) => sum(b.rows, "incurred") - sum(a.rows, "incurred"));

  return {
    chart: { labels: found.map(one => spoken(one.peril)), values: found.map(one => sum(one.rows, "incurred")), format: brief },
    rows: found.map(one => [spoken(one.peril), String(sum(one.rows, "claims")), String(sum(one.rows, "open")), money(sum(one.rows, "incurred")), money(sum(one.rows, "outstanding"))]),
  };
}

export function premiums(rows) {
  const [months, covers] = [inOrder(rows, "month"), ["liability", "partial", "comprehensive"]];
  const written = (cover, month) => rows.find(row => row.cover === cover && row.month === month)?.written ?? 0;

  return {
    chart: { labels: months.map(monthName), format: brief, stacked: true, series: covers.map(cover => ({ name: spoken(cover), values: months.map(month => written(cover, month)) })) },
    rows: months.map(month => [monthName(month), ...covers.map(cover => money(written(cover, month)))]),
  };
}

// What was paid up to an age, for each year of losses, as far as that year has come.
export function development(rows) {
  const years = inOrder(rows, "lossYear").slice(-3);
  const ages = Array.from({ length: Math.max(0, ...rows.map(row => row.age)) + 1 }, (_, age) => age);
  const upTo = (year, age) => age > Math.max(...rows.filter(row => row.lossYear === year).map(row => row.age))
    ? null
    : sum(rows.filter(row => row.lossYear === year && row.age <= age), "paid");

  return {
    chart: { labels: ages.map(String), format: brief, series: years.map(year => ({ name: `Losses of ${year}`, values: ages.map(age => upTo(year, age)) })) },
    headings: ["Months after", ...years.map(String)],
    rows: ages.map(age => [String(age), ...years.map(year => upTo(year, age) === null ? "–" : money(upTo(year, age)))]),
  };
}

export const monthName = month => month.slice(0, 7);
export const spoken = name => (name[0].toUpperCase() + name.slice(1)).replace("-", " ");

const inOrder = (rows, member) => [...new Set(rows.map(row => row[member]))].sort();
