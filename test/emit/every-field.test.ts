// Every option of receivers, routes and global settings, emitted and parsed again.
import { type ReceiverOptions, receiver, routing, secretFile } from 'dashwright';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { eventRecorderFields, globalFields, tracingFields } from '../../src/define/routing/global.js';
import { type Field, type Fields, keyOf } from '../../src/define/routing/integrations/field.js';
import { integrationNames, integrations } from '../../src/define/routing/integrations/index.js';
import { emitAlertmanager } from '../../src/emit/alertmanager/index.js';
import { alertBy, alerting } from '../fixtures/alerting-bundle.js';
import { everyOption, sampleOf, turns } from '../fixtures/every-field.js';

type Data = Readonly<Record<string, unknown>>;
const A = alertBy(['host'], 'warning');

function configOf(options: Parameters<typeof routing>[0]): Data {
  const files = emitAlertmanager(alerting('shop', { A }, { routing: routing(options) }));
  return load(String(files[0]?.content)) as Data;
}

/** The value in the file, according to the table of options only. */
function expected(field: Field, given: unknown): unknown {
  const inner = (value: unknown) =>
    Object.fromEntries(
      Object.entries(value as Data).flatMap(([name, content]) => {
        const one = field.fields?.[name];
        return one && keyOf(name, one) !== undefined ? [writtenAs(name, one, content)] : [];
      }),
    );
  if (field.as === 'files') return (given as { file: string }[]).map(({ file }) => `/s/${file}`);
  if (field.as === 'object') return typeof given === 'string' ? given : inner(given);
  if (field.as === 'objects') return (given as unknown[]).map(inner);
  if (field.as === 'named objects')
    return Object.fromEntries(Object.entries(given as Data).map(([name, value]) => [name, inner(value)]));
  return given;
}
function writtenAs(name: string, field: Field, given: unknown): [string, unknown] {
  const key = keyOf(name, field) ?? expect.fail(name);
  const { file } = (given ?? {}) as { readonly file?: string };
  return file === undefined ? [key, expected(field, given)] : [`${key}_file`, `/s/${file}`];
}

/** Options with their own field in Alertmanager's configuration. */
const written = (fields: Fields) =>
  Object.entries(fields).filter(([name, field]) => keyOf(name, field) !== undefined && name !== 'json');

const ofIntegrations = integrationNames.flatMap((integration) =>
  written(integrations[integration].fields).map(([name, field]) => [integration, name, field] as const),
);

const shared = {
  slackApiUrl: secretFile('slack'),
  smtpFrom: 'a@example.com',
  smtpSmarthost: 'mail.example.com:25',
} as const;
const given = Array.from({ length: turns }, (_, turn) => everyOption(turn));
const receivers = given.map((options) => {
  const all = integrationNames.map((integration) =>
    receiver(integration, { [integration]: options[integration] } as ReceiverOptions),
  );
  const [first = expect.fail('no integration')] = all;
  const config = configOf({ receiver: first, receivers: all, secrets: '/s', global: shared });
  return new Map((config.receivers as Data[]).map((one) => [one.name, one]));
});

describe('each option of a receiver is emitted', () => {
  test.each(ofIntegrations)('%s.%s', (integration, name, field) => {
    const turn = given.findIndex((options) => options[integration][name] !== undefined);
    const list = receivers[turn]?.get(integration)?.[integrations[integration].key] ?? [];
    const [told] = list as readonly Data[];
    const [at, value] = writtenAs(name, field, given[turn]?.[integration][name]);
    expect(value).toBeDefined();
    // The subject of a mail is a header.
    if (name === 'headers') expect(told?.[at]).toMatchObject(value as Data);
    else expect(told?.[at]).toEqual(value);
  });
});

describe.each([
  ['global', 'global', globalFields],
  ['tracing', 'tracing', tracingFields],
  ['eventRecorder', 'event_recorder', eventRecorderFields],
] as const)('each option of %s is emitted', (option, section, fields) => {
  const sample = Object.fromEntries(written(fields).map(([name, field]) => [name, sampleOf(name, field)]));
  const config = configOf({ receiver: receiver('team'), secrets: '/s', [option]: sample });
  test.each(written(fields))('%s', (name, field) => {
    const [at, value] = writtenAs(name, field, sample[name]);
    expect(value).toBeDefined();
    expect((config[section] as Data)[at]).toEqual(value);
  });
});
