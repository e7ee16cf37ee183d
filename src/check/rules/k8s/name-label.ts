import type { Check } from '../../check.js';
import { configMapKey, kubernetesLimit, kubernetesName } from '../../names.js';

const semanticVersion = /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;
const labelValue = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;

export const nameLabel: Check = {
  id: 'k8s/name-label',
  level: 'error',
  summary: 'names that Kubernetes or Helm refuse, or that become the same object',
  bundle({ bundle, subject, dashboards }, report) {
    const name = kubernetesName(bundle.name);
    if (name === '' || name.length > kubernetesLimit) {
      report(
        subject,
        `the bundle name ${bundle.name} makes the object name "${name}" of ${name.length} characters`,
        {
          expected: `1 to ${kubernetesLimit} characters`,
        },
      );
    }
    if (typeof bundle.version !== 'string' || !semanticVersion.test(bundle.version)) {
      report(subject, `the version ${JSON.stringify(bundle.version)} is not a semantic version`, {
        expected: "text such as '1.2.3': Helm refuses anything else",
      });
    }
    if (
      bundle.appVersion !== undefined &&
      (typeof bundle.appVersion !== 'string' ||
        !labelValue.test(bundle.appVersion) ||
        bundle.appVersion.length > kubernetesLimit)
    ) {
      report(subject, `the appVersion ${JSON.stringify(bundle.appVersion)} cannot be the value of a label`, {
        expected: `text of at most ${kubernetesLimit} letters, digits, -, _ and .`,
      });
    }
    const objects = new Map<string, string>();
    for (const { dashboard, subject: owner } of dashboards) {
      if (!configMapKey.test(`${dashboard.uid}.json`)) {
        report(owner, `the uid ${dashboard.uid} cannot be a key of a ConfigMap`, {
          expected: 'letters, digits, -, _ and .',
        });
      }
      const object = kubernetesName(dashboard.uid);
      const other = objects.get(object);
      if (other !== undefined && other !== dashboard.uid) {
        report(owner, `the uids ${other} and ${dashboard.uid} become the same object name ${object}`, {
          expected: 'uids that differ in more than case and punctuation',
        });
      }
      objects.set(object, dashboard.uid);
    }
    const groups = new Set<string>();
    for (const { name: group } of [...bundle.alertGroups, ...bundle.recordingGroups]) {
      if (group.trim() === '') report(subject, 'a rule group has no name');
      else if (groups.has(group)) {
        report(subject, `two rule groups are named ${group}: one of alerts, one of recording rules`, {
          expected: 'names of their own: both go into one PrometheusRule, which is refused with duplicates',
        });
      }
      groups.add(group);
    }
  },
};
