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
  summary: 'outputs that exceed a size limit of Kubernetes, the Prometheus Operator or Helm',
  artifacts(report) {
    const charts = new Map<string, number>();
    return {
      visit(artifact) {
        const { path, content } = artifact;
        const chart = chartOf(path);
        if (chart !== undefined) charts.set(chart, (charts.get(chart) ?? 0) + bytesOf(content));
        // A UTF-16 code unit takes at most three bytes in UTF-8: most files need not be measured.
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
    report(path, `${size}, but the limit of a ConfigMap is ${grouped(objectLimit)}`, {
      expected: `${several(bytes, objectLimit)} dashboards, linked to each other`,
    });
  } else if (bytes > warningShare * objectLimit) {
    report(path, `${size}: more than 80% of the ${grouped(objectLimit)} that a ConfigMap can contain`, {
      level: 'warning',
    });
  } else if (bytes > annotationLimit) {
    report(
      path,
      `${size}, and client-side apply copies it into an annotation, which is limited to ${grouped(annotationLimit)}`,
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
    report(path, `${size}, but the Prometheus Operator accepts ${grouped(rulesLimit)} per object`, {
      expected: `${several(bytes, rulesLimit)} bundles`,
    });
  } else if (bytes > warningShare * rulesLimit) {
    report(
      path,
      `${size}: more than 80% of the ${grouped(rulesLimit)} that the Prometheus Operator accepts`,
      {
        level: 'warning',
      },
    );
  }
}

function checkRelease(chart: string, bytes: number, report: ReportArtifact): void {
  const estimate = Math.round(bytes * releaseShare);
  if (estimate <= warningShare * objectLimit) return;
  const over = estimate > objectLimit;
  report(
    chart,
    `the release has an estimated ${grouped(estimate)} bytes, but Helm stores it in a Secret of at most ${grouped(objectLimit)}`,
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
