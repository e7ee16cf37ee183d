import type { Check, ReportSubject } from '../../check.js';
import { isRecord } from '../../collect/raw-panel.js';
import type { Subject } from '../../collect/subject.js';
import { isDashboardPath } from '../../names.js';

/** Data sources that every Grafana has. */
const builtIn = new Set(['grafana', '-- Grafana --', '-- Mixed --', '-- Dashboard --']);
const importInput = /\$\{(DS_[A-Z0-9_]+|VAR_[A-Z0-9_]+)\}/;

export const portability: Check = {
  id: 'dash/portability',
  level: 'error',
  summary: 'a panel that works only in the Grafana it was copied from',
  dashboard({ panels }, report) {
    for (const { panel, subject } of panels) {
      if (panel.source.type === 'raw') checkJson(panel.source.json, subject, report);
      for (const { expr } of panel.targets) checkText(expr, subject, report);
    }
  },
  artifacts: (report) => ({
    visit({ path, content }) {
      if (typeof content !== 'string' || !isDashboardPath(path)) return;
      if (content.includes('__inputs":')) {
        report(path, '__inputs are filled in by the import form only, not by provisioning');
      }
      const input =
        content.includes('${DS_') || content.includes('${VAR_') ? importInput.exec(content) : null;
      if (input) report(path, `\${${input[1]}} is filled in by the import form only, not by provisioning`);
    },
  }),
};

/** Reports the first of each kind: a copied panel has the same mistake on every query. */
function checkJson(json: unknown, subject: Subject, report: ReportSubject): void {
  const seen = new Set<string>();
  const once = (kind: string, message: string, expected: string) => {
    if (seen.has(kind)) return;
    seen.add(kind);
    report(subject, message, { expected });
  };
  walk(json, (key, value) => {
    if (key === '__inputs')
      once('inputs', '__inputs are filled in by the import form only, not by provisioning', 'no __inputs');
    if (key === 'datasource') {
      const uid = isRecord(value) ? value.uid : value;
      if (typeof uid === 'string' && uid !== '' && !uid.includes('$') && !builtIn.has(uid)) {
        once(
          'uid',
          `the data source "${uid}" exists in a single Grafana only`,
          'a data source variable: ${datasource}',
        );
      }
    }
    const input = typeof value === 'string' ? importInput.exec(value) : null;
    if (input)
      once(
        'input',
        `\${${input[1]}} is filled in by the import form only, not by provisioning`,
        'a data source variable: ${datasource}',
      );
  });
}

function checkText(text: string, subject: Subject, report: ReportSubject): void {
  if (!text.includes('${')) return;
  const input = importInput.exec(text);
  if (input)
    report(subject, `\${${input[1]}} is filled in by the import form only, not by provisioning`, {
      expected: 'a dashboard variable',
    });
}

function walk(value: unknown, see: (key: string, value: unknown) => void): void {
  if (Array.isArray(value)) for (const item of value as readonly unknown[]) walk(item, see);
  if (!isRecord(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    see(key, inner);
    walk(inner, see);
  }
}
