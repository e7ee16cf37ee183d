import type { Artifact } from '../../../emit/artifact.js';
import type { Check, ReportArtifact } from '../../check.js';
import { isDashboardPath } from '../../names.js';
import {
  annotationLimit,
  bytesOf,
  grouped,
  objectLimit,
  releaseShare,
  rulesLimit,
  warningShare,
} from '../../sizes.js';

export const sizeBudget: Check = {
  id: 'k8s/size-budget',
  level: 'error',
  summary: 'what is larger than Kubernetes, the operator or a Helm release can hold',
  artifacts(report) {
    const charts = new Map<string, number>();
    return {
      visit(artifact) {
        const { path, content } = artifact;
        const chart = chartOf(path);
        if (chart !== undefined) charts.set(chart, (charts.get(chart) ?? 0) + content.length);
        // No character takes more than three bytes: most files need not be measured.
        if (content.length * 3 <= annotationLimit) return;
        if (isDashboardPath(path)) checkDashboard(path, bytesOf(content), report);
        else if (isRules(artifact)) checkRules(path, bytesOf(content), report);
      },
      finish() {
        for (const [chart, bytes] of charts) checkRelease(chart, bytes, report);
      },
    };
  },
};

/** Rules that become one PrometheusRule; a rule file for Prometheus itself has no such limit. */
function isRules({ path }: Artifact): boolean {
  return /(^|\/)(helm\/[^/]+\/files|terraform\/[^/]+|kubernetes\/[^/]+)\/[^/]*rule[^/]*\.ya?ml$/.test(path);
}

/** `helm/<bundle>` of a file in a chart. */
function chartOf(path: string): string | undefined {
  return /^(?:.*\/)?(helm\/[^/]+)\//.exec(path)?.[1];
}

function checkDashboard(path: string, bytes: number, report: ReportArtifact): void {
  const size = `the dashboard has ${grouped(bytes)} bytes`;
  if (bytes > objectLimit) {
    report(path, `${size}, and a ConfigMap holds ${grouped(objectLimit)}`, {
      expected: `${several(bytes, objectLimit)} dashboards, linked to each other`,
    });
  } else if (bytes > warningShare * objectLimit) {
    report(path, `${size}: more than 80 % of the ${grouped(objectLimit)} that a ConfigMap holds`, {
      level: 'warning',
    });
  } else if (bytes > annotationLimit) {
    report(
      path,
      `${size}, and client-side apply keeps a copy in an annotation, of which there is room for ${grouped(annotationLimit)}`,
      {
        level: 'warning',
        expected: 'server-side apply, or a smaller dashboard',
      },
    );
  }
}

function checkRules(path: string, bytes: number, report: ReportArtifact): void {
  const size = `the rules have ${grouped(bytes)} bytes`;
  if (bytes > rulesLimit) {
    report(path, `${size}, and the Prometheus Operator takes ${grouped(rulesLimit)} per object`, {
      expected: `${several(bytes, rulesLimit)} bundles`,
    });
  } else if (bytes > warningShare * rulesLimit) {
    report(path, `${size}: more than 80 % of the ${grouped(rulesLimit)} that the Prometheus Operator takes`, {
      level: 'warning',
    });
  }
}

function checkRelease(chart: string, bytes: number, report: ReportArtifact): void {
  const estimate = Math.round(bytes * releaseShare);
  if (estimate <= warningShare * objectLimit) return;
  const over = estimate > objectLimit;
  report(
    chart,
    `an estimated release of ${grouped(estimate)} bytes, and Helm stores one in a Secret of at most ${grouped(objectLimit)}`,
    {
      level: over ? 'error' : 'warning',
      expected: `${several(estimate, objectLimit)} bundles`,
    },
  );
}

/** Number of parts to split the bytes into, each below the share of the limit that gives a warning. */
function several(bytes: number, limit: number): string {
  const parts = Math.max(2, Math.ceil(bytes / (warningShare * limit)));
  return parts === 2 ? 'two' : `${parts}`;
}
