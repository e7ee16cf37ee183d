import type { LabelValues, Metric } from '../../../catalog/index.js';
import type { Check } from '../../check.js';
import { within } from '../../collect/subject.js';

/** Labels with a value for every person, request or message, without underscores and in small letters. */
const unbounded = new Set([
  ...each('user', 'enduser', 'customer', 'account', 'member', 'buyer', 'seller'),
  ...each('session', 'request', 'correlation', 'trace', 'span', 'order', 'transaction', 'message', 'event'),
  ...['email', 'useremail', 'phone', 'phonenumber', 'uuid', 'guid'],
  ...[
    'ip',
    'clientip',
    'remoteip',
    'ipaddress',
    'remoteaddr',
    'useragent',
    'rawurl',
    'fullurl',
    'querystring',
  ],
]);

function each(...things: readonly string[]): string[] {
  return things.flatMap((thing) => [`${thing}id`, `${thing}uuid`]);
}

/** Versions of IP, which a label called `ip` may say in place of addresses. */
const versions = new Set(['4', '6', 'v4', 'v6', 'ipv4', 'ipv6']);

/** An account at AWS, which is a place where things run, and not a customer. */
const awsAccount = /^\d{12}$/;

/** Whether a label has few values: all of them are declared, or its examples are kinds of what it is named after. */
function isBounded(label: string, values: LabelValues): boolean {
  if ('oneOf' in values) return true;
  if (values.length === 0) return false;
  if (label.toLowerCase() === 'ip') return values.every((value) => versions.has(value.toLowerCase()));
  return /^account_?id$/i.test(label) && values.every((value) => awsAccount.test(value));
}

/** Labels that stand beside the UUID of a thing: a GPU, a disk, a virtual machine. */
const things =
  /^(gpu|gpu.*|device|disk|drive|interface|host|host_?name|node|domain|vm|machine|model.*|serial.*|name)$/i;

/**
 * Whether a UUID or an address is that of a thing that stays, as exporters of hardware and clouds have: it is a gauge, as
 * events have none, or other labels say which thing it is. Clients have addresses too, so that these need both.
 */
function isOfThing(label: string, { kind, labels }: Metric): boolean {
  const isNamed = Object.keys(labels).some((other) => things.test(other));
  if (/^(uuid|guid)$/i.test(label)) return kind === 'gauge' || isNamed;
  return /^ip(_?address)?$/i.test(label) && kind === 'gauge' && isNamed;
}

export const highCardinality: Check = {
  id: 'catalog/high-cardinality',
  level: 'error',
  summary: 'a label with a value for every user, request or message',
  bundle({ bundle, subject }, report) {
    for (const metric of bundle.metrics) {
      for (const label of Object.keys(metric.labels)) {
        if (!unbounded.has(label.replace(/[^a-zA-Z0-9]/g, '').toLowerCase())) continue;
        if (isBounded(label, metric.labels[label] ?? []) || isOfThing(label, metric)) continue;
        const series = `metric ${metric.name} has the label ${label}, which creates a series for every value`;
        report(within(subject, `metrics/${metric.name}`, metric), series, {
          expected:
            'labels with few values, such as a route template or a status; the rest belongs in logs and traces',
        });
      }
    }
  },
};
