import { builtInDatasources } from '../../../grafana/index.js';
import { isList, isRecord } from '../../../plain.js';
import type { Check, ReportSubject } from '../../check.js';
import { type Subject, within } from '../../collect/subject.js';
import { isDashboardPath } from '../../names.js';

const importInputs = /\$\{(DS_[A-Z0-9_]+|VAR_[A-Z0-9_]+)\}/g;

export const portability: Check = {
  id: 'dash/portability',
  level: 'error',
  summary: 'a panel that works only in the Grafana it was copied from',
  dashboard(defined, report) {
    const { dashboard, panels, subject: owner } = defined;
    const has: HasVariable = (name) => defined.variableNames().has(name);
    checkJson(dashboard.source.options.json, has, owner, report);
    for (const { name, json } of dashboard.variables)
      checkJson(json, has, within(owner, `variables/${name}`), report);
    for (const { source } of dashboard.annotations)
      checkJson(source.json, has, within(owner, `annotations/${source.name}`), report);
    for (const { panel, subject } of panels) {
      const { source, targets } = panel;
      const json = source.type === 'raw' ? source.json : source.options.json;
      if (json !== undefined || targets.some((target) => target.model ?? target.json)) {
        const given = [json, ...targets.flatMap(({ model, json: own }) => [model, own])];
        checkJson(given, has, subject, report);
      }
      for (const { expr } of targets) checkText(expr, has, subject, report);
    }
  },
  artifacts: (report) => ({
    visit({ path, content }) {
      if (typeof content !== 'string' || !isDashboardPath(path)) return;
      if (content.includes('__inputs":')) {
        report(path, '__inputs are filled in by the import form only, not by provisioning');
      }
      if (!mayHaveInput(content)) return;
      const variables = variablesOf(content);
      const input = inputIn(content, (name) => variables.has(name));
      if (input !== undefined) report(path, filledIn(input));
    },
  }),
};

type HasVariable = (name: string) => boolean;

function filledIn(input: string): string {
  return `\${${input}} is filled in by the import form only, not by provisioning`;
}

function mayHaveInput(text: string): boolean {
  return text.includes('${DS_') || text.includes('${VAR_');
}

/** The first input of an import in a text, other than the variables that the dashboard has. */
function inputIn(text: string, has: HasVariable): string | undefined {
  for (const [, name = ''] of text.matchAll(importInputs)) if (!has(name)) return name;
  return undefined;
}

/** Names of the variables of an emitted dashboard. */
function variablesOf(content: string): ReadonlySet<string> {
  const { templating }: { readonly templating?: { readonly list?: readonly { readonly name: string }[] } } =
    JSON.parse(content);
  return new Set((templating?.list ?? []).map(({ name }) => name));
}

/** Reports the first of each kind: a copied panel has the same mistake on every query. */
function checkJson(json: unknown, has: HasVariable, subject: Subject, report: ReportSubject): void {
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
      if (typeof uid === 'string' && uid !== '' && !uid.includes('$') && !builtInDatasources.has(uid)) {
        once(
          'uid',
          `the data source "${uid}" exists in a single Grafana only`,
          'a data source variable: ${datasource}',
        );
      }
    }
    const input = typeof value === 'string' ? inputIn(value, has) : undefined;
    if (input !== undefined)
      once(
        'input',
        filledIn(input),
        `a data source variable: \${datasource}, or one of that name: datasource('prometheus', { name: '${input}' })`,
      );
  });
}

function checkText(text: string, has: HasVariable, subject: Subject, report: ReportSubject): void {
  if (!mayHaveInput(text)) return;
  const input = inputIn(text, has);
  if (input !== undefined) report(subject, filledIn(input), { expected: 'a dashboard variable' });
}

function walk(value: unknown, see: (key: string, value: unknown) => void): void {
  if (isList(value)) for (const item of value) walk(item, see);
  if (!isRecord(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    see(key, inner);
    walk(inner, see);
  }
}
