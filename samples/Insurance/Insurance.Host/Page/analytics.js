// The page of figures: asks, and shows each answer as a chart and as a table.

import { get, query } from "./api.js";
import { ChartPart } from "./chart-part.js";
import { bars, columns, lines } from "./charts.js";
import { element, part, write } from "./elements.js";
import * as figures from "./figures.js";

const LOOK_AGAIN = 2_000;
const QUESTIONS = ["loss-ratios", "regions", "claims", "premiums", "retention", "development"];

const charts = {
  losses: new ChartPart(part("losses"), columns),
  regions: new ChartPart(part("regions"), bars),
  claims: new ChartPart(part("claims"), bars),
  premiums: new ChartPart(part("premiums"), columns),
  retention: new ChartPart(part("retention"), lines),
  development: new ChartPart(part("development"), lines),
};
const asked = part("asked");
let questions = 0;
let shown = -1;

asked.addEventListener("submit", event => event.preventDefault());
asked.addEventListener("change", show);
asked.addEventListener("reset", () => setTimeout(show));
await show();
setInterval(follow, LOOK_AGAIN);

async function show() {
  const question = ++questions;
  const { region, ...wanted } = Object.fromEntries(new FormData(asked));
  try {
    const [losses, regions, claims, premiums, retention, development] = await Promise.all(QUESTIONS.map(path => get(`/analytics/${path}?${query(wanted)}`)));
    if (question !== questions)
      return;

    showRegions(regions.rows, region);
    showMonths(losses.rows, claims.rows, region);
    showBusiness(premiums.rows, retention.rows, development.rows);
    part("past").hidden = !wanted.day;
    write(part("past"), wanted.day ? `What was known at the end of ${wanted.day}. What was recorded later does not count.` : "");
    shown = losses.readModel.position;
    await follow();
  } catch {
    say("These figures cannot be had", "behind");
  }
}

function showRegions(rows, region) {
  charts.regions.show({ labels: rows.map(row => row.region), values: rows.map(row => row.lossRatio), format: figures.share },
    ["Region", "Earned", "Losses", "Claims", "Claims in 100 years", "A claim costs", "Loss ratio"],
    rows.map(row => [row.region, figures.money(row.earned), figures.money(row.incurred), String(row.claims),
      row.frequency === null ? "–" : row.frequency.toFixed(1), row.severity === null ? "–" : figures.money(row.severity), figures.share(row.lossRatio)]));

  const names = [...new Set([...rows.map(row => row.region), ...(region ? [region] : [])])].sort();
  asked.elements.region.replaceChildren(element("option", { value: "" }, "All regions"), ...names.map(name => element("option", { value: name }, name)));
  asked.elements.region.value = region;
}

function showMonths(lossRows, claimRows, region) {
  const [losses, perils] = [figures.losses(lossRows, region), figures.perils(claimRows, region)];
  charts.losses.show(losses.chart, ["Month", "Earned", "Losses", "Claims", "Loss ratio"], losses.rows);
  charts.claims.show(perils.chart, ["Cause", "Claims", "Open", "Losses", "Still to pay"], perils.rows);

  const [months, claims] = [lossRows.filter(row => !region || row.region === region), claimRows.filter(row => !region || row.region === region)];
  const earned = figures.sum(months, "earned");
  write(part("tile-earned"), figures.money(earned));
  write(part("tile-ratio"), figures.share(figures.ratio(figures.sum(months, "incurred"), earned)));
  write(part("tile-claims"), `${figures.sum(claims, "claims")}, ${figures.sum(claims, "open")} open`);
}

function showBusiness(premiumRows, retentionRows, developmentRows) {
  const [premiums, development] = [figures.premiums(premiumRows), figures.development(developmentRows)];
  charts.premiums.show(premiums.chart, ["Month", "Liability", "Partial", "Comprehensive"], premiums.rows);
  charts.development.show(development.chart, development.headings, development.rows);

  const of = member => retentionRows.map(row => row[member]);
  charts.retention.show({ labels: retentionRows.map(row => figures.monthName(row.month)), format: figures.brief,
    series: [{ name: "Begun", values: of("begun") }, { name: "Cancelled", values: of("cancelled") }, { name: "Renewed", values: of("renewed") }] },
  ["Month", "Begun", "Ended", "Renewed", "Renewed of ended", "Cancelled"],
  retentionRows.map(row => [figures.monthName(row.month), String(row.begun), String(row.ended), String(row.renewed), figures.share(row.rate), String(row.cancelled)]));
  write(part("tile-retention"), figures.share(figures.ratio(figures.sum(retentionRows, "renewed"), figures.sum(retentionRows, "ended"))));
}

// How far the figures are; and shows them again where there is something new.
async function follow() {
  if (document.hidden)
    return;

  try {
    const lag = await get("/analytics/lag");
    say(lag.behind === 0 ? `Figures at position ${lag.position}, up to date` : `Figures are ${lag.behind} positions and ${lag.seconds.toFixed(1)} s behind`, lag.behind === 0 ? "live" : "behind");
    if (lag.position > shown && shown >= 0)
      await show();
  } catch {
    say("Nobody answers", "behind");
  }
}

function say(text, state) {
  part("fresh").dataset.state = state;
  write(part("fresh"), text);
}
