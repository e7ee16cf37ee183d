/** Largest ConfigMap or Secret, of which a dashboard is one. */
export const objectLimit = 1_048_576;
/** Largest PrometheusRule that the operator puts into a ConfigMap: it never splits one. */
export const rulesLimit = 524_288;
/** Largest sum of annotations: client-side apply copies the whole object into one. */
export const annotationLimit = 262_144;
/** Share of a limit from which a warning is given. */
export const warningShare = 0.8;

/**
 * A Helm release is one Secret that holds chart, manifest and values as base64 of gzip of JSON, in which the chart's
 * files are base64 again. Measured on an API server (test/e2e/helm-release-size.test.ts): 0.38 to 0.43 of a chart's
 * bytes for charts of 100 to 200 KB, and 0.36 to 0.39 for what is larger.
 */
export const releaseShare = 0.4;

/** Bytes of a text as UTF-8. */
export function bytesOf(content: string | Uint8Array): number {
  return typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength;
}

/** Digits in groups of three, separated by spaces. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ' ');
}
