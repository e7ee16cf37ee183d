import { durationText } from '../prove/scenario/time.js';
import type { Simulation } from './simulation.js';

/** The status page for browsers: the scenario, its current time, and how to scrape it. */
export function statusPage(simulation: Simulation, at: number): string {
  const { bundle, scenario, pace, end, series, targets } = simulation;
  const over = !pace.loop && at >= end ? ' (over: everything stays as it is)' : '';
  const facts: readonly (readonly [string, string])[] = [
    ['Bundle', bundle],
    ['Scenario', scenario],
    ['Moment', `${durationText(Math.floor(at))} of ${durationText(end)}${over}`],
    ['Speed', `${pace.speed} seconds in one${pace.loop ? ', again and again' : ''}`],
    ['Series', String(series.length)],
    ['Targets', String(targets.length)],
  ];
  const rows = facts.map(([name, value]) => `<tr><th align="left">${name}</th><td>${html(value)}</td></tr>`);
  const links = targets.map(
    ({ labels }, index) => `<li><a href="/metrics?target=${index}">${html(labelText(labels))}</a></li>`,
  );
  return `<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<title>${html(`${scenario} (${bundle})`)}</title>
<h1>Dashwright simulates ${html(bundle)}</h1>
<table>${rows.join('')}</table>
<p><a href="/metrics">/metrics</a> has all series, without the labels that a scrape attaches. If these are the only
difference between two series, they are included, and the scrape needs <code>honor_labels: true</code>.</p>
<p><a href="/targets">/targets</a> is for <code>http_sd_configs</code>: one target for each set of those labels, with
exactly the labels of the scenario.</p>
<ul>${links.join('')}</ul>
</html>
`;
}

function labelText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return pairs.length === 0 ? 'no labels' : pairs.join(', ');
}

function html(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
