import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Project, project } from '../support/project.js';
import { absentMistakes } from './mistakes/absent.js';
import { alertsMistakes } from './mistakes/alerts.js';
import { dashboardsMistakes } from './mistakes/dashboards.js';
import { deliveryMistakes } from './mistakes/delivery.js';
import type { Mistakes } from './mistakes/form.js';
import { metricsMistakes } from './mistakes/metrics.js';
import { packagingMistakes } from './mistakes/packaging.js';
import { panelsMistakes } from './mistakes/panels.js';
import { queriesMistakes } from './mistakes/queries.js';
import { scenariosMistakes } from './mistakes/scenarios.js';
import { untypedMistakes } from './mistakes/untyped.js';
import { variablesMistakes } from './mistakes/variables.js';

/** The code around a mistake, so that each is a separate bundle. The mistake is on line 8. */
function bundleWith(mistake: string, name: string): string {
  return `import * as d from 'dashwright';
import * as testing from 'dashwright/testing';
const untyped = {} as any;
const labels = { queue: ['mail'] };
const metrics = d.catalog({ queue_length: d.gauge({ help: 'Waiting.', unit: 'jobs', labels }), requests_total: d.counter({ help: 'Requests.', unit: 'requests' }), took_seconds: d.histogram({ help: 'Time.', unit: 's' }), closed_length: d.gauge({ help: 'Waiting.', unit: 'jobs', labels: { queue: d.oneOf('mail', 'print') } }) });
const queueDepth = d.signal({ title: 'Queue', expr: metrics.queue_length });
const base = { when: d.above(queueDepth, 5), summary: 's', description: 'd', runbook: d.runbook('r') }; const alarm = d.alert({ ...base, severity: 'info' });
${mistake};
export default d.bundle({ name: '${name}', title: 'T', description: 'D', version: '1.0.0', metrics, urls: { grafana: 'https://g.example.com', runbooks: 'https://r.example.com/{slug}' } });
`;
}

const mistakes: Mistakes = {
  ...packagingMistakes,
  ...variablesMistakes,
  ...dashboardsMistakes,
  ...alertsMistakes,
  ...panelsMistakes,
  ...metricsMistakes,
  ...deliveryMistakes,
  ...absentMistakes,
  ...queriesMistakes,
  ...scenariosMistakes,
  ...untypedMistakes,
};

describe('an invalid argument of a constructor', () => {
  const names = Object.keys(mistakes);
  let made: Project;
  let report: { findings: Record<string, unknown>[] };
  let code: number;
  beforeAll(async () => {
    made = project(
      Object.fromEntries(
        names.map((name, index) => [
          `definitions/b${index}/bundle.ts`,
          bundleWith(mistakes[name]?.[0] ?? '', `b${index}`),
        ]),
      ),
    );
    const ran = await made.run('check', '--definitions', made.path('definitions'), '--format', 'json');
    code = ran.code;
    report = JSON.parse(ran.out);
  });
  afterAll(() => made.remove());

  it('fails the command like other findings', () => {
    expect(code).toBe(1);
  });

  it.each(names)('%s', (name) => {
    const [, ...says] = mistakes[name] ?? [];
    const bundle = `b${names.indexOf(name)}`;
    const found = report.findings.filter((finding) => finding.path === bundle);
    expect(found, JSON.stringify(found, null, 2)).toHaveLength(1);
    const told = JSON.stringify(found[0]);
    for (const words of says) expect(told).toContain(JSON.stringify(words).slice(1, -1));
    expect(told).toContain(`${bundle}/bundle.ts`);
    expect(found[0]).toMatchObject({ check: 'definition/invalid', line: 8 });
  });
});
