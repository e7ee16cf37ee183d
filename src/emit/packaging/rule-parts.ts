import { listToYaml, toYaml } from '../../output/serialise.js';

/**
 * Above this size the groups of a bundle are split into several PrometheusRule objects. The operator puts each into one
 * ConfigMap of at most half a MiB (pkg/operator/rules.go, MaxConfigMapDataSize) and never splits it; the rest is
 * reserved for overrides of alerts.
 */
const largestPart = 400 * 1024;

/**
 * Rule groups in as few parts as possible, each small enough for one object. Groups stay whole and in their order, so
 * that recording rules never come after the alerts that use them. There is at least one part.
 */
export function ruleParts<Group extends object>(groups: readonly Group[], largest = largestPart): Group[][] {
  const parts: Group[][] = [[]];
  let size = 0;
  for (const group of groups) {
    const bytes = Buffer.byteLength(toYaml([group]));
    const part = parts.at(-1);
    if (part && (part.length === 0 || size + bytes <= largest)) {
      part.push(group);
      size += bytes;
    } else {
      parts.push([group]);
      size = bytes;
    }
  }
  return parts;
}

/** The packed files of rules by name, one for each object: `rules.yaml`, `rules-02.yaml`, … */
export function ruleFiles(groups: readonly object[]): Record<string, string> {
  const whole = listToYaml('groups', groups);
  // Indented as in a file, groups are larger than by themselves.
  if (Buffer.byteLength(whole) <= largestPart) return { 'rules.yaml': whole };
  const files = ruleParts(groups).map((part, index): [string, string] => [
    index === 0 ? 'rules.yaml' : `rules-${String(index + 1).padStart(2, '0')}.yaml`,
    listToYaml('groups', part),
  ]);
  return Object.fromEntries(files);
}
