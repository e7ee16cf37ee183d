import { dnsLabel, labelValue, qualifiedName } from '../../catalog/kubernetes-names.js';
import {
  datasourceType,
  goDuration,
  grafanaAddress,
  prometheusLabel,
  reservedLabel,
  ruleDuration,
  webAddress,
} from '../packaging/patterns.js';
import type { AlertTuning } from '../packaging/tuning.js';
import { toHcl } from './hcl.js';
import type { Validation } from './variable.js';

function matches(pattern: string, expression: string): string {
  return `can(regex(${toHcl(pattern)}, ${expression}))`;
}

/** A text that can be converted to a name: the module replaces underscores and upper case. */
export function isName(variable: string, optional = false): Validation {
  const name = matches('^[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?$', `var.${variable}`);
  return {
    condition: optional ? `var.${variable} == "" || ${name}` : name,
    message: `${variable} must consist of letters, digits, '-', '_' and '.', and begin and end with a letter or digit: \${var.${variable}}.`,
  };
}

/** RFC 1123 label. */
export function isNamespace(variable: string, optional = false): Validation {
  const name = matches(dnsLabel, `var.${variable}`);
  return {
    condition: optional ? `var.${variable} == "" || ${name}` : name,
    message: `${variable} must be the name of a Kubernetes namespace, at most 63 of a-z, 0-9 and '-': \${var.${variable}}.`,
  };
}

/** RFC 1123 labels. */
export function areNamespaces(variable: string): Validation {
  return {
    condition: `alltrue([for name in var.${variable} : ${matches(dnsLabel, 'name')}])`,
    message: `${variable} must contain names of Kubernetes namespaces, at most 63 of a-z, 0-9 and '-': \${join(", ", var.${variable})}.`,
  };
}

/** One of some texts, or nothing. */
export function isOneOf(variable: string, values: readonly string[]): Validation {
  return {
    condition: `contains(${toHcl(['', ...values])}, var.${variable})`,
    message: `${variable} must be empty or one of ${values.join(', ')}: \${var.${variable}}.`,
  };
}

/** A duration as accepted by the Grafana Operator's CRD, or empty. */
export function isOperatorDuration(variable: string): Validation {
  return {
    condition: `var.${variable} == "" || ${matches(goDuration, `var.${variable}`)}`,
    message: `${variable} must be a duration such as 10m or 1h30m: \${var.${variable}}.`,
  };
}

export function areLabels(variable: string): Validation[] {
  return [
    everyKey(variable, qualifiedName, 'names of Kubernetes labels'),
    {
      condition: `alltrue([for value in values(var.${variable}) : value == null || ${matches(labelValue, 'value')}])`,
      message: `${variable} must have values of at most 63 letters, digits, '-', '_' and '.', as Kubernetes requires for labels: \${jsonencode(var.${variable})}.`,
    },
  ];
}

export function areAnnotations(variable: string): Validation[] {
  return [everyKey(variable, qualifiedName, 'names of Kubernetes annotations')];
}

export function arePrometheusLabels(variable: string): Validation[] {
  const reserved = `[for name in keys(var.${variable}) : name if ${matches(reservedLabel, 'name')}]`;
  return [
    everyKey(variable, prometheusLabel, 'names of Prometheus labels'),
    {
      condition: `length(${reserved}) == 0`,
      message: `Prometheus sets these labels itself, so ${variable} cannot: \${join(", ", ${reserved})}.`,
    },
  ];
}

export function arePrometheusAnnotations(variable: string): Validation[] {
  return [everyKey(variable, prometheusLabel, 'names of Prometheus annotations')];
}

/** A duration of a rule, or nothing. */
export function isDuration(variable: string): Validation {
  return {
    condition: matches(ruleDuration, `var.${variable}`),
    message: `${variable} must be empty or a duration such as 5m or 1h30m: \${var.${variable}}.`,
  };
}

function everyKey(variable: string, pattern: string, what: string): Validation {
  return {
    condition: `alltrue([for name in keys(var.${variable}) : ${matches(pattern, 'name')}])`,
    message: `The keys of ${variable} must be ${what}: \${join(", ", keys(var.${variable}))}.`,
  };
}

export function isLabelName(variable: string): Validation {
  return {
    condition: matches(qualifiedName, `var.${variable}`),
    message: `${variable} must be the name of a Kubernetes label: \${var.${variable}}.`,
  };
}

export function isLabelValue(variable: string): Validation {
  return {
    condition: matches(labelValue, `var.${variable}`),
    message: `${variable} must be the value of a Kubernetes label, at most 63 letters, digits, '-', '_' and '.': \${var.${variable}}.`,
  };
}

export function isUrl(variable: string): Validation {
  return {
    condition: matches(webAddress, `var.${variable}`),
    message: `${variable} must begin with http:// or https://, and contain no spaces: \${var.${variable}}.`,
  };
}

/** An address to which paths are appended. */
export function isGrafanaUrl(variable: string): Validation {
  return {
    condition: matches(grafanaAddress, `var.${variable}`),
    message: `${variable} must begin with http:// or https://, and contain no spaces, query or fragment: \${var.${variable}}.`,
  };
}

/** Grafana's uids: `util.MaxUIDLength` and what the provider takes. */
export function isFolderUid(variable: string): Validation {
  return {
    condition: `alltrue([for uid in values(var.${variable}) : ${matches('^[A-Za-z0-9_-]{1,40}$', 'uid')}])`,
    message: `The values of ${variable} must be uids, at most 40 letters, digits, '-' and '_': \${jsonencode(var.${variable})}.`,
  };
}

/** Names of data sources by type. */
export function areDatasources(variable: string): Validation[] {
  return [everyKey(variable, datasourceType, 'types of data sources, prometheus, loki or tempo')];
}

/** A number as text, or nothing. */
export function isNumber(variable: string): Validation {
  return {
    condition: matches('^[0-9]*$', `var.${variable}`),
    message: `${variable} must be a number: \${var.${variable}}.`,
  };
}

/** JSON texts by name; null is the same as none. */
export function areDashboards(variable: string): Validation {
  const names = `try(keys(var.${variable}), [])`;
  const isJson = `can(keys(jsondecode(var.${variable}[name])))`;
  return {
    condition: `alltrue([for name in ${names} : ${isJson}])`,
    message: `${variable} must contain JSON objects as strings, such as file() returns. These are not JSON objects: \${join(", ", [for name in ${names} : name if !${isJson}])}.`,
  };
}

export function areGroups(variable: string): Validation {
  return {
    condition: `can([for group in var.${variable} : [group.name, [for rule in group.rules : rule.expr]]])`,
    message: `${variable} must be a list of rule groups as in a Prometheus rule file: each with name and rules, each rule with expr.`,
  };
}

/** Names of existing rule groups. */
export function areSwitches(variable: string, groups: readonly string[]): Validation[] {
  const known = toHcl(groups);
  const unknown = `setsubtract(keys(var.${variable}), ${known})`;
  return [
    {
      condition: `length(${unknown}) == 0`,
      message: `${variable} names groups that do not exist in this module: \${join(", ", ${unknown})}. It has \${join(", ", ${known})}.`,
    },
  ];
}

/** PromQL has floats of 64 bits, while numbers of Terraform go further; texts multiply the largest, as 1 to 100%. */
const largestNumber = '1e+300';
const smallestNumber = '1e-300';

/** The levels of all alerts, in the order of the rules. */
export function levelsIn(tuning: Readonly<Record<string, AlertTuning>>): string[] {
  return [...new Set(Object.values(tuning).flatMap(({ level }) => level ?? []))];
}

/** Overrides of existing alerts. The type of the variable defines their fields. */
export function areOverrides(variable: string, tuning: Readonly<Record<string, AlertTuning>>): Validation[] {
  const levels = levelsIn(tuning);
  const names = [...new Set(Object.entries(tuning).map(([key, { alert }]) => alert ?? key))];
  const numberless = Object.keys(tuning).filter((name) => !tuning[name]?.threshold);
  const known = toHcl(names);
  const unknown = `setsubtract(keys(var.${variable}), ${known})`;
  // An alert that is null is as shipped.
  const ofLevels = `[for override in values(var.${variable}) : [for level in ${toHcl(levels)} : override[level] if try(override[level], null) != null]]`;
  const overrides =
    levels.length === 0 ? `values(var.${variable})` : `concat(values(var.${variable}), flatten(${ofLevels}))`;
  const each = (check: string) => `alltrue([for override in ${overrides} : ${check}])`;
  const duration = (field: string): Validation => {
    const held = `try(override["${field}"], null)`;
    return {
      condition: each(
        `${held} == null || (${held} != "" && ${matches(ruleDuration, `coalesce(${held}, "0")`)})`,
      ),
      message: `The \\"${field}\\" of an alert in ${variable} must be a duration such as 5m or 1h30m: \${jsonencode(var.${variable})}.`,
    };
  };
  const keys = (field: string): Validation => ({
    condition: each(
      `alltrue([for name in try(keys(override.${field}), []) : ${matches(prometheusLabel, 'name')}])`,
    ),
    message: `The keys of ${field} of an alert in ${variable} must be names of Prometheus labels: \${jsonencode(var.${variable})}.`,
  });
  return [
    {
      condition: `length(${unknown}) == 0`,
      message: `${variable} names alerts that do not exist in this module: \${join(", ", ${unknown})}. It has \${join(", ", ${known})}.`,
    },
    {
      condition: `length(setintersection([for name, override in var.${variable} : name if try(override.threshold, null) != null], ${toHcl(numberless)})) == 0`,
      message: `The condition of these alerts is not a comparison with one number, so ${variable} cannot override their threshold: ${numberless.join(', ')}.`,
    },
    ...(levels.length > 0 ? [areLevels(variable, tuning, levels)] : []),
    duration('for'),
    duration('keep_firing_for'),
    keys('labels'),
    {
      condition: each(
        `!anytrue([for name in try(keys(override.labels), []) : ${matches(reservedLabel, 'name')}])`,
      ),
      message: `Prometheus sets the labels alertname and alertstate and those that begin with __ itself, so ${variable} cannot: \${jsonencode(var.${variable})}.`,
    },
    keys('annotations'),
    {
      condition: each(
        `try(override.threshold, null) == null || try(override.threshold == 0 || (abs(override.threshold) >= ${smallestNumber} && abs(override.threshold) <= ${largestNumber}), false)`,
      ),
      message: `A threshold in ${variable} must be at most ${largestNumber}, and not closer to 0 than ${smallestNumber}.`,
    },
    {
      condition: each('try(override.severity, null) != ""'),
      message: `The severity of an alert in ${variable} must not be empty: \${jsonencode(var.${variable})}.`,
    },
  ];
}

/** Only alerts with levels take `levels`, and everything else about such an alert belongs to one of them. */
function areLevels(
  variable: string,
  tuning: Readonly<Record<string, AlertTuning>>,
  levels: readonly string[],
): Validation {
  const known = Object.values(tuning).flatMap(({ alert, level }) =>
    alert === undefined || level === undefined ? [] : [`${alert}.${level}`],
  );
  const levelled = [...new Set(Object.values(tuning).flatMap(({ alert }) => alert ?? []))];
  const given = `[for name, override in var.${variable} : [for level in ${toHcl(levels)} : "\${name}.\${level}" if try(override[level], null) != null]]`;
  const fields = ['threshold', 'for', 'keep_firing_for', 'severity', 'labels', 'annotations', 'enabled'];
  const outside = `[for name, override in var.${variable} : name if contains(${toHcl(levelled)}, name) && anytrue([for field in ${toHcl(fields)} : try(override[field], null) != null])]`;
  return {
    condition: `length(setsubtract(flatten(${given}), ${toHcl(known)})) == 0 && length(${outside}) == 0`,
    message: `Some alerts in ${variable} have levels: set overrides under one of ${known.join(', ')}. Other alerts have no levels.`,
  };
}
