import { configMapKey } from '../../../catalog/kubernetes-names.js';
import { labelValue, objectKey, objectName, packageName } from '../../../emit/packaging/names.js';
import { ruleGroups } from '../../../resolve/index.js';
import type { Check } from '../../check.js';

const semanticVersion = /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;

export const nameLabel: Check = {
  id: 'k8s/name-label',
  level: 'error',
  summary: 'names that Kubernetes or Helm reject, or that become the same object',
  bundle({ bundle, subject, dashboards }, report) {
    if (typeof bundle.version !== 'string' || !semanticVersion.test(bundle.version)) {
      report(subject, `the version ${JSON.stringify(bundle.version)} is not a semantic version`, {
        expected: "a semantic version such as '1.2.3', which Helm requires",
      });
    }
    const { appVersion } = bundle;
    if (appVersion !== undefined && (typeof appVersion !== 'string' || labelValue(appVersion) === '')) {
      report(subject, `the appVersion ${JSON.stringify(appVersion)} cannot be converted to a label value`, {
        expected: "a string such as '1.2.3', of letters, digits, -, _ and .",
      });
    }
    for (const { dashboard, subject: owner } of dashboards) {
      if (!configMapKey.test(`${dashboard.uid}.json`)) {
        report(owner, `the uid ${dashboard.uid} cannot be a key of a ConfigMap`, {
          expected: 'letters, digits, -, _ and .',
        });
      }
    }
    const groups = new Set<string>();
    for (const { name: group } of ruleGroups(bundle)) {
      if (group.trim() === '') report(subject, 'a rule group has no name');
      else if (groups.has(group)) {
        report(subject, `two rule groups are named ${group}: one of alerts, one of recording rules`, {
          expected: 'unique names: both groups are in one PrometheusRule, which is rejected with duplicates',
        });
      }
      groups.add(group);
    }
  },
  build(bundles, report) {
    const packages = new Map<string, string>();
    const objects = new Map<string, string>();
    for (const { name: bundle, subject, dashboards } of bundles) {
      const name = packageName(bundle);
      const other = packages.get(name);
      if (other !== undefined && other !== bundle) {
        report(subject, `the bundles ${other} and ${bundle} become the same chart ${name}`, {
          expected: 'names that differ in more than - and _',
        });
      }
      packages.set(name, bundle);
      for (const { dashboard, subject: owner } of dashboards) {
        const object = objectName(bundle, objectKey(dashboard.uid));
        const own = `${bundle}/${dashboard.uid}`;
        const same = objects.get(object);
        if (same !== undefined && same !== own) {
          report(owner, `the dashboards ${same} and ${own} become the same object ${object}`, {
            level: 'warning',
            expected: 'another uid: in one namespace the later ConfigMap replaces the earlier one',
          });
        }
        objects.set(object, own);
      }
    }
  },
};
