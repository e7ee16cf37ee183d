import { groupFields } from '../../../emit/prometheus/groups.js';
import { ruleGroups } from '../../../resolve/index.js';
import type { Check } from '../../check.js';
import { listed } from '../../names.js';
import type { Backend } from '../../settings.js';

/** Fields that only some rulers read, and which those are. Prometheus refuses a file with any of them. */
const readers: Readonly<Record<string, readonly Backend[]>> = {
  partial_response_strategy: ['thanos'],
  source_tenants: ['mimir'],
  align_evaluation_time_on_interval: ['mimir'],
  remote_write: ['loki', 'mimir'],
};
const names: Readonly<Record<string, string>> = {
  prometheus: 'Prometheus',
  thanos: 'Thanos',
  mimir: 'Mimir',
  loki: 'Loki',
};
/** REST API 2023-03-01: a group of Azure has an interval and rules. Labels of the group go to its rules. */
const ofAzure = new Set(['name', 'interval', 'labels', 'rules']);

export const groupFieldsOfTarget: Check = {
  id: 'target/group-fields',
  level: 'warning',
  summary: 'a field of a rule group that a backend does not support',
  bundle({ bundle, subject, settings }, report) {
    const { backends } = settings;
    for (const group of ruleGroups(bundle)) {
      for (const field of Object.keys(groupFields(group))) {
        const by = Object.hasOwn(readers, field) ? readers[field] : undefined;
        if (by) {
          const readerNames = by.map((reader) => names[reader] ?? reader);
          const refuses = [...backends].filter(
            (one) => one !== 'azure' && one !== 'loki' && !by.includes(one),
          );
          const known = by.some((reader) => backends.has(reader));
          if (refuses.length > 0)
            report(
              subject,
              `group ${group.name} sets ${field}, which ${listed(refuses.map((one) => names[one] ?? one))} refuses: only ${listed(readerNames)} reads it`,
              { level: 'error', expected: `a bundle of its own for ${listed(readerNames)}` },
            );
          else if (!known)
            report(subject, `group ${group.name} sets ${field}, which only ${listed(readerNames)} reads`, {
              expected: `backends: ['${by[0]}'] in checks.ts, if it should run there`,
            });
        }
        if (bundle.source.options.azure && !ofAzure.has(field))
          report(
            subject,
            `group ${group.name} sets ${field}, which Azure Managed Prometheus does not have: it is left out there`,
          );
      }
    }
  },
};
