// The tables of receivers and settings compared with Alertmanager's own types, its tool, its server, and the
// operator's type.
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  type GlobalOptions,
  type ReceiverOptions,
  type RoutingOptions,
  receiver,
  routing,
  secretFile,
  timeInterval,
} from 'dashwright';
import { dump } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventRecorderFields, globalFields, tracingFields } from '../../src/define/routing/global.js';
import { type Fields, keyOf } from '../../src/define/routing/integrations/field.js';
import { integrationNames, integrations } from '../../src/define/routing/integrations/index.js';
import { emitAlertmanager } from '../../src/emit/alertmanager/index.js';
import { alertmanagerConfigManifest } from '../../src/emit/kubernetes/alertmanager-config.js';
import { type ResolvedBundle, resolveBundle } from '../../src/resolve/index.js';
import { alertBy, alerting } from '../fixtures/alerting-bundle.js';
import { everyOption, sampleOfAll, turns } from '../fixtures/every-field.js';
import { startAlertmanager } from './support/alertmanager.js';
import { makeCertificates } from './support/certificates.js';
import { removeFolder, temporaryFolder } from './support/folders.js';
import { conform } from './support/helm.js';
import { kubeSchemas } from './support/kube-schemas.js';
import { mustRun, tool } from './support/tools.js';

const root = temporaryFolder('alertmanager-fields');
afterAll(() => removeFolder(root));

type Types = Readonly<Record<string, Readonly<Record<string, string>>>>;
let types: Types;
beforeAll(async () => {
  types = JSON.parse((await mustRun(tool('config-fields'), [])).stdout) as Types;
});

/** Keys without an option, with the reason. */
const left: Readonly<Record<string, string>> = {
  bearer_token: 'authorization says the same',
  bearer_token_file: 'authorization says the same',
  credentials_ref: 'names a secret of a secret manager, which Alertmanager does not have',
  password_ref: 'the same',
  username_ref: 'the same',
  client_secret_ref: 'the same',
  client_certificate_key_ref: 'the same',
  ca_ref: 'the same',
  cert_ref: 'the same',
  key_ref: 'the same',
  access_key: 'has no form as a file: the option is for AlertmanagerConfigs',
  secret_key: 'has no form as a file: the option is for AlertmanagerConfigs',
};

/** Types with custom YAML parsing: their keys are not in their Go fields. */
const opaque = new Set(['config.Headers', 'common.URL', 'common.SecretURL', 'config.URL', 'config.HostPort']);

function compare(fields: Fields, type: string, at: string, problems: string[]): void {
  const struct = types[type.replace(/^(\[\]|map\[string\])/, '')] ?? expect.fail(`${at}: no type ${type}`);
  const known = new Set<string>();
  for (const [name, field] of Object.entries(fields)) {
    const key = keyOf(name, field);
    if (key === undefined || name === 'json') continue;
    const isFile = (field.as === 'secret' || field.as === 'value or secret') && field.keyFile !== false;
    const keys = isFile ? [key, `${key}_file`] : [key];
    for (const one of keys) {
      known.add(one);
      if (struct[one] === undefined) problems.push(`${at}.${one}: Alertmanager has no such field`);
    }
    const inner = struct[key] ?? '';
    if (field.fields && !opaque.has(inner.replace(/^\[\]/, '')))
      compare(field.fields, inner, `${at}.${key}`, problems);
  }
  for (const key of Object.keys(struct)) {
    if (!known.has(key) && !Object.hasOwn(left, key)) problems.push(`${at}.${key}: there is no option`);
  }
}

const keysOf = (type: string) => Object.keys(types[type] ?? expect.fail(type)).sort();

describe("Alertmanager's own types", () => {
  test('have the receivers and fields of our tables, and no others', () => {
    const problems: string[] = [];
    const lists = types['config.Receiver'] ?? expect.fail('no receiver');
    for (const integration of integrationNames) {
      const { key, fields } = integrations[integration];
      compare(fields, lists[key] ?? expect.fail(key), key, problems);
    }
    expect(problems).toEqual([]);
    expect(Object.keys(lists).sort()).toEqual(
      [...integrationNames.map((integration) => integrations[integration].key), 'labels', 'name'].sort(),
    );
  });

  test('have the settings of our tables, and no others', () => {
    const problems: string[] = [];
    const config = types['config.Config'] ?? expect.fail('no configuration');
    compare(globalFields, config.global ?? '', 'global', problems);
    compare(tracingFields, config.tracing ?? '', 'tracing', problems);
    compare(eventRecorderFields, config.event_recorder ?? '', 'event_recorder', problems);
    expect(problems).toEqual([]);
  });

  test('have no other fields of routes, inhibition rules, time intervals and the file itself', () => {
    expect(keysOf('config.Config')).toEqual([
      'event_recorder',
      'global',
      'inhibit_rules',
      'mute_time_intervals',
      'receivers',
      'route',
      'templates',
      'time_intervals',
      'tracing',
    ]);
    expect(keysOf('config.Route')).toEqual([
      'active_time_intervals',
      'continue',
      'group_by',
      'group_interval',
      'group_wait',
      'labels',
      'match',
      'match_re',
      'matchers',
      'mute_time_intervals',
      'receiver',
      'repeat_interval',
      'routes',
    ]);
    expect(keysOf('common.InhibitRule')).toEqual([
      'equal',
      'name',
      'source_match',
      'source_match_re',
      'source_matchers',
      'target_match',
      'target_match_re',
      'target_matchers',
    ]);
    expect(keysOf('timeinterval.TimeInterval')).toEqual([
      'days_of_month',
      'location',
      'months',
      'times',
      'weekdays',
      'years',
    ]);
  });
});

/** A bundle whose routing uses every option; of mutually exclusive options, the one number `turn`. */
function everything(
  turn: number,
  secrets: string,
  more: Partial<RoutingOptions> = {},
  change: <Value>(value: Value) => Value = (value) => value,
): ResolvedBundle {
  const options = change(everyOption(turn));
  const receivers = integrationNames.map((integration) =>
    receiver(`by ${integration}`, {
      [integration]: options[integration],
      labels: { team: 'shop' },
    } as ReceiverOptions),
  );
  const office = timeInterval('office', {
    times: [{ startTime: '08:00', endTime: '18:00' }],
    weekdays: ['monday:friday'],
    daysOfMonth: ['1:7', '-1'],
    months: ['december', '1:3'],
    years: ['2026:2030'],
    location: 'Asia/Seoul',
  });
  const critical = alertBy(['host'], 'critical');
  return alerting(
    `every${turn}`,
    { A: alertBy(['host'], 'warning'), P: critical },
    {
      routing: routing({
        receiver: receivers[0] ?? expect.fail('no receiver'),
        receivers,
        secrets,
        groupBy: ['...'],
        routes: [
          {
            match: { matchers: ['severity!="info"', '{severity!="none", "team"=~"a|b"}'] },
            receiver: receivers[1] ?? expect.fail('one receiver'),
            continue: true,
            labels: { team: '{{ .GroupLabels.team }}' },
            activeTimeIntervals: [office],
          },
          {
            match: 'all',
            muteTimeIntervals: [office],
            groupWait: '0s',
            groupInterval: '1m',
            repeatInterval: '1h',
          },
        ],
        inhibitRules: [
          {
            name: 'pages first',
            source: { alerts: [critical] },
            target: { severity: ['warning', 'info'] },
            equal: ['host'],
          },
        ],
        ...more,
      }),
    },
  );
}

/** What an AlertmanagerConfig reads only from Secrets. */
function fromSecrets<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value), (key, one: unknown) => {
    if (key === 'clientId') return secretFile('keys/client-id');
    return key === 'basicAuth' ? { ...(one as object), username: secretFile('keys/user') } : one;
  }) as Value;
}

/** Alertmanager allows either Slack's webhook or an app for all. */
function settings(turn: number): Partial<RoutingOptions> {
  const { slackApiUrl, slackAppToken, ...global } = sampleOfAll(globalFields, turn) as GlobalOptions;
  return {
    global: {
      ...global,
      ...(turn % 2 === 0 ? slackApiUrl && { slackApiUrl } : slackAppToken && { slackAppToken }),
    },
    tracing: sampleOfAll(tracingFields, turn),
    eventRecorder: sampleOfAll(eventRecorderFields, turn),
  };
}

describe.each(Array.from({ length: turns }, (_, turn) => turn))('with every option, turn %i', (turn) => {
  const folder = join(root, String(turn));
  const secrets = join(folder, 'secrets');
  let config: string;
  beforeAll(async () => {
    const { authority, client } = await certificates();
    for (const [name, file] of [
      ['ca', authority],
      ['cert', client.certificate],
      ['key', client.key],
    ] as const) {
      mkdirSync(join(secrets, 'tls'), { recursive: true });
      copyFileSync(file, join(secrets, 'tls', `${name}.pem`));
    }
    const bundle = everything(turn, secrets, settings(turn));
    config = join(folder, 'alertmanager.yml');
    const text = String(emitAlertmanager(bundle)[0]?.content);
    for (const file of text.match(/\S+\/keys\/\w+/g) ?? []) {
      mkdirSync(dirname(file), { recursive: true });
      // A key where one is parsed; elsewhere any text.
      writeFileSync(file, 'https://example.com/secret');
    }
    writeFileSync(config, text);
  });

  test('is accepted by amtool check-config', async () => {
    expect((await mustRun(tool('amtool'), ['check-config', config])).stdout).toContain('SUCCESS');
  });

  test('Alertmanager starts with it', async () => {
    const alertmanager = await startAlertmanager(config, join(folder, 'data'));
    try {
      const receivers = (await (await fetch(`${alertmanager.url}/api/v2/receivers`)).json()) as object[];
      expect(receivers).toHaveLength(integrationNames.length + 1);
    } finally {
      await alertmanager.stop();
    }
  });

  test("the AlertmanagerConfig conforms to the operator's type, with unknown fields rejected", async () => {
    const manifest = alertmanagerConfigManifest(everything(turn, secrets), {});
    expect(manifest).toBeUndefined();
    const object = alertmanagerConfigManifest(everything(turn, secrets, { routes: [] }, fromSecrets), {});
    const { stdout } = await conform(await kubeSchemas(), dump(object));
    expect(stdout).toContain('Valid: 1, Invalid: 0, Errors: 0, Skipped: 0');
  });
});

test('notification templates are found and loaded next to the configuration', async () => {
  const folder = join(root, 'templates');
  const { source } = everything(0, '/s');
  const templates = { team: '{{ define "team.title" }}{{ .Status | toUpper }}{{ end }}' };
  for (const { path, content } of emitAlertmanager(resolveBundle(source, {}, { templates }))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), String(content));
  }
  const check = await mustRun(tool('amtool'), [
    'check-config',
    join(folder, 'alertmanager', source.name, 'alertmanager.yml'),
  ]);
  expect(check.stdout).toContain('1 templates');
  expect(check.stdout).toContain('SUCCESS');
});

let made: ReturnType<typeof makeCertificates> | undefined;
function certificates() {
  const folder = join(root, 'certificates');
  mkdirSync(folder, { recursive: true });
  made ??= makeCertificates(folder);
  return made;
}
