import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { secretIn } from '../../src/define/secret.js';
import { looksRandom, secretsIn, urlWithToken } from '../../src/define/secret-patterns.js';

/** Split in two, so that secret scanners do not report the test itself. */
const made = (first: string, second: string) => first + second;
const random = 'q7Zk2Vx9TbM4wLr8Yp3Nc6Hd';

describe('a secret is found within a text', () => {
  test.each([
    ['a Slack webhook URL', made('https://hooks.slack', '.com/services/T0001/B0001/abcdefgh')],
    ['a Slack webhook URL', made('hooks.slack', '.com/workflows/T0001/A0001/1234/abcd')],
    ['a Discord webhook URL', made('https://discord', '.com/api/webhooks/123456/abcdef')],
    ['a Discord webhook URL', made('https://discordapp', '.com/api/v10/webhooks/123456/abcdef')],
    [
      'a Teams webhook URL',
      made('https://acme.webhook.office', '.com/webhookb2/1234@5678/IncomingWebhook/9/8'),
    ],
    [
      'a Teams webhook URL',
      made('https://prod-1.westeurope.logic.azure', '.com:443/workflows/1/triggers/manual'),
    ],
    [
      'a Google Chat webhook URL',
      made('https://chat.googleapis', '.com/v1/spaces/AAA/messages?key=abc&token=d'),
    ],
    [
      'a PagerDuty integration URL',
      made('https://events.pagerduty', `.com/integration/${'0a1b2c3d'.repeat(4)}/enqueue`),
    ],
    ['a Telegram bot token', made('123456789:', 'AAF0b1c2d3e4f5g6h7i8j9k0l1m2n3o4p5q')],
    [
      'a Telegram bot token',
      made('https://api.telegram.org/bot123456789:', 'AAF0b1c2d3e4f5g6h7i8j9k0l1m2n3o4p5-/sendMessage'),
    ],
    ['a Slack token', made('xox', 'b-123456789012-abcdef')],
    ['an access token', made('gh', `p_${random}${random}`)],
    ['an access token', made('github_', `pat_${random}`)],
    ['an access token', made('glp', `at-${random}`)],
    ['an access token', made('AKI', 'AIOSFODNN7EXAMPLE')],
    ['an access token', made('sk-', `proj-${random}`)],
    ['an access token', made('dckr_', `pat_${random}`)],
    ['an access token', made('shp', `at_${'0a1b2c3d'.repeat(4)}`)],
    ['an access token', made('NRA', `K-${random}`)],
    ['an access token', made('q7Zk2Vx9TbM4wL', `.atlasv1.${random}${random}`)],
    ['a Stripe key', made('rk_', `live_${random}`)],
    ['a Stripe key', made('sk_', `test_${random}`)],
    ['a DigitalOcean token', made('dop_', `v1_${'0a1b2c3d'.repeat(5)}`)],
    ['an Authorization header', made('Authorization: Genie', 'Key 6f1d2a4b-33c1-4d7e-9a52-0c8b7e6f5a41')],
    ['a JSON web token', made('ey', 'JhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.abc')],
    ['a private key', made('-----BEGIN ', 'RSA PRIVATE KEY-----')],
    ['a private key', made('-----BEGIN ', 'PRIVATE KEY-----')],
    ['a URL with a password', made('https://user:', 'password@grafana.example.com/d/shop')],
    ['a URL with a password', made('postgres://app:', 's3cr3t@db:5432/shop')],
    ['a URL with a password', made('redis://:', 'hunter2@cache:6379')],
    ['a URL with a token', made('https://grafana.example.com/d/x?auth_', 'token=abcdefgh12345')],
    ['a URL with a token', made('https://api.example.com/x?', 'token=hqwzvbkxplmd')],
    ['a URL with a token', made('https://api.example.com/x?', 'password=correct-horse-battery')],
    [urlWithToken, made('https://hooks.example.com/', random)],
    [urlWithToken, made('https://example.com/api/webhook/', '6f1d2a4b-33c1-4d7e-9a52-0c8b7e6f5a41')],
    ['an Authorization header', made('Authorization: Bearer ', random)],
    ['an Authorization header', made('Basic ', Buffer.from('user:pass-word-1').toString('base64'))],
    ['a secret', made('api_key: "', `${random}"`)],
    ['a secret', made('PAGERDUTY_ROUTING_', `KEY=${'0a1b2c3d'.repeat(4)}`)],
  ])('%s: %s', (kind, secret) => {
    const text = `Look here: ${secret} (from the wiki).`;
    const [found, ...others] = secretsIn(text);
    expect([found?.kind, others]).toEqual([kind, []]);
    expect(text.slice(found?.start, found?.end)).not.toBe('');
  });
});

describe('no secret is found in', () => {
  test.each([
    'https://alerts.example.com/hooks/PrometheusAlerts2024Production',
    'https://hooks.example.com/teams/MyTeamOpsAlertsHookV2Prod',
    'https://example.com/webhooks/payments-eu-west-1-production-alerts',
    'https://github.com/acme/shop/blob/3f2504e04f8911d39a0c0305e82c3301aaaabbbb/runbooks/queue.md',
    'https://docs.google.com/document/d/1aBcD2eFgH3iJkL4mNoP5qRsT6uVwX/edit',
    'https://grafana.example.com/d/shop-overview?viewPanel=1&var-token=all&from=now-6h',
    'https://api.example.com/items?token=next-page&api_key=your-api-key',
    'https://hooks.slack.com/services/T000/B000/XXXXXXXX',
    'https://hooks.slack.com/services/…',
    'https://discord.com/api/webhooks/123456/${TOKEN}',
    'GenieKey in the header, token of the service account',
    'https://$user:$password@db.example.com',
    'https://${USER}:${PASSWORD}@db.example.com',
    'postgres://user:<password>@db:5432/shop',
    'https://user:***@db.example.com',
    'curl -H "Authorization: Bearer $TOKEN" https://example.com',
    'Bearer authentication is configured there.',
    'sum(rate(http_requests_total{token="refresh", path=~"/hooks/.*"}[5m]))',
    'secretKeyRef: litellm-gateway-master-key',
    'token: {{ .Values.token }}, password=${PASSWORD}',
    'passwordSecretName: grafana-admin-credentials-production',
    'image: prom/prometheus@sha256:2c6c2a0e0d7a2d9a2c6c2a0e0d7a2d9a2c6c2a0e0d7a2d9a2c6c2a0e0d7a2d9a',
    'task-runner-disk-usage-percent-by-sk-learn-pipeline-worker',
    'Basic knowledge of PromQL helps; see /hooks/ for webhooks.',
    '10:30 to 11:00 https://example.com:8080/a@b',
    'mailto:oncall@example.com, ssh://git@github.com/acme/shop.git',
  ])('%s', (text) => {
    expect(secretsIn(text)).toEqual([]);
  });

  test('an ordinary receiver name as an address', () => {
    expect(secretIn('https://alerts.example.com/hooks/PrometheusAlerts2024Production')).toBeUndefined();
    expect(secretIn('https://alerts.example.com/v2/KubernetesClusterAlerts2024/receiver')).toBeUndefined();
    expect(secretIn(`https://alerts.example.com/v2/${random}`)).toBe(urlWithToken);
  });
});

describe('random tokens', () => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  const words = [
    'Prometheus',
    'alerts',
    'Production',
    'team',
    'Kubernetes',
    'Orders',
    'gateway',
    'Staging',
    'eu',
  ];

  test('nine of ten tokens with 24 letters and digits are recognised as random', () => {
    let state = 7;
    const next = () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state / 2_147_483_648;
    };
    const tokens = Array.from({ length: 2000 }, () =>
      Array.from({ length: 24 }, () => alphabet[Math.floor(next() * alphabet.length)]).join(''),
    );
    expect(tokens.filter(looksRandom).length).toBeGreaterThan(1800);
  });

  test('words are not, joined in any way, with a year or a version', () => {
    const word = fc.constantFrom(...words);
    const glue = fc.constantFrom('', '-', '_');
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 2, maxLength: 6 }),
        glue,
        fc.constantFrom('2024', 'v2', '1', ''),
        (parts, between, end) => {
          expect(looksRandom([...parts, end].join(between))).toBe(false);
        },
      ),
    );
  });
});

test('the time is linear in the length of the text', () => {
  for (const piece of ['x', 'a.', '://', '?a=', 'https://hook/', 'sk-ab-', 'password=', 'eyJ', ':@']) {
    const start = process.cpuUsage();
    secretsIn(piece.repeat(400_000 / piece.length));
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000, piece).toBeLessThan(3000);
  }
});
