/** A kind of secret, and its pattern. */
interface SecretPattern {
  /** Its name in messages, which never repeat the secret. */
  readonly kind: string;
  readonly pattern: RegExp;
  /** Whether a match, with its groups, really is a secret. @default always */
  readonly accept?: (groups: readonly string[]) => boolean;
}

/** A secret in a text, as UTF-16 offsets. */
export interface FoundSecret {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

/** A URL whose path has a part that looks random: the only pattern that can be wrong. */
export const urlWithToken = 'a URL with a token in its path';

/**
 * Patterns of secrets in any text: webhook URLs, tokens with a vendor prefix, keys. Sources: the vendors' documentation
 * and the rules of GitHub's secret scanning.
 */
const patterns: readonly SecretPattern[] = [
  known(
    'a Slack webhook URL',
    /hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/([^\s"'<>)\]}]+)/gi,
    isNoExample,
  ),
  known(
    'a Discord webhook URL',
    /discord(?:app)?\.com\/api(?:\/v\d+)?\/webhooks\/([^\s"'<>)\]}]+)/gi,
    isNoExample,
  ),
  known(
    'a Teams webhook URL',
    /(?:\.webhook\.office\.com|outlook\.office(?:365)?\.com\/webhook|\.logic\.azure\.com|\.powerplatform\.com)[:/][^\s"'<>)\]}]+/gi,
  ),
  known(
    'a Google Chat webhook URL',
    /chat\.googleapis\.com\/v1\/spaces\/[^\s"'<>)\]}]*[?&]key=[^\s"'<>)\]}]+/gi,
  ),
  known('a PagerDuty integration URL', /events\.(?:eu\.)?pagerduty\.com\/integration\/[0-9a-z]{20,}/gi),
  known('a Telegram bot token', /(?<!\d)\d{8,10}:[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/g),
  known('a URL with a token', /hooks\.zapier\.com\/hooks\/catch\/[^\s"'<>)\]}]+/gi),
  known(
    'a URL with a token',
    /open\.(?:feishu\.cn|larksuite\.com)\/open-apis\/bot\/v2\/hook\/[0-9a-f-]{16,}/gi,
  ),
  known('a Slack token', /\bx(?:ox[a-z]|app)-[A-Za-z0-9-]{8,}/g),
  known(
    'an access token',
    /\b(?:gh[pousr]_|github_pat_|gl(?:pat|dt|rt|ptt|cbt)-|glsa_|glc_)[A-Za-z0-9_+/=-]{12,}/g,
  ),
  known(
    'an access token',
    /\b(?:dckr_[po]at_|shp(?:at|ca|pa|ss)_|PMAK-|NRAK-|lin_api_|figd_|ATATT3|pul-|sntry[su]_|xkeysib-|dp\.(?:pt|st|ct|sa|scim|audit)\.)[A-Za-z0-9_+/=-]{16,}/g,
  ),
  known('an access token', /\b[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{40,}/g),
  known('an access token', /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{12,}\b/g),
  known('an access token', /\bsk-(?:[a-z]{2,8}-){0,3}([A-Za-z0-9_-]{16,})/g, ([key = '']) =>
    looksRandom(key),
  ),
  known('a Google API key', /\bAIza[A-Za-z0-9_-]{35}/g),
  known('an npm token', /\bnpm_[A-Za-z0-9]{36}\b/g),
  known('a PyPI token', /\bpypi-[A-Za-z0-9_-]{50,}/g),
  known('a Stripe key', /\b(?:[sr]k_(?:live|test)_|whsec_)[A-Za-z0-9]{16,}/g),
  known('a SendGrid key', /\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/g),
  known('a Hugging Face token', /\bhf_[A-Za-z]{30,}\b/g),
  known('a Vault token', /\bhv[sbr]\.[A-Za-z0-9_-]{20,}/g),
  known('a DigitalOcean token', /\bdo[opr]_v1_[0-9a-f]{40,}/g),
  known('an age key', /\bAGE-SECRET-KEY-1[A-Z0-9]{20,}/g),
  known('a storage key', /\bAccountKey=[A-Za-z0-9+/]{40,}={0,2}/g),
  known('a JSON web token', /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?/g),
  known('a private key', /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/g),
  known(
    'a URL with a password',
    /\b[a-z][a-z0-9+.-]{0,30}:\/\/[^/\s:@"'<>{}[\]()]*:([^/\s@"'<>]+)@[^\s@]/gi,
    ([password = '']) => !isPlaceholder(password),
  ),
  known(
    'a URL with a token',
    /[?&;](?:secret|client_secret|password|passwd)=([^&\s"'<>)\]}#]{8,})/gi,
    ([value = '']) => !isPlaceholder(value) && /[A-Za-z0-9]/.test(value),
  ),
  known(
    'a URL with a token',
    /[?&;](?:(?:access_?|auth_?|api_?)?token|(?:api|access|routing|integration)_?key|sig|signature)=([^&\s"'<>)\]}#]{8,})/gi,
    ([value = '']) => !isPlaceholder(value) && /[A-Za-z0-9]/.test(value) && !areWords(value),
  ),
  known('a URL with a token', /[?&;](?:key|code|auth)=([^&\s"'<>)\]}#]{16,})/gi, ([value = '']) =>
    looksRandom(value),
  ),
  known(
    urlWithToken,
    /\bhttps?:\/\/([^\s"'<>)\]}?#]*)/gi,
    ([address = '']) =>
      /(?:^|[./_-])(?:web)?hooks?(?:[./_-]|$)/i.test(address) &&
      address.split('/').slice(1).some(looksRandom),
  ),
  known(
    'an Authorization header',
    /\b(?:bearer|basic|geniekey|splunk|apikey|token)\s+([A-Za-z0-9._~+/-]{16,}=*)/gi,
    ([value = '']) => looksRandom(value) || holdsLogin(value),
  ),
  known(
    'a secret',
    /(?:password|passwd|secret|token|api[_-]?key|(?:access|routing|service|integration|account)[_-]?key|credentials?)["'`]?\s*[:=]\s*["'`]?([A-Za-z0-9_+/=.-]{16,})/gi,
    ([value = '']) => looksRandom(value),
  ),
];

function known(kind: string, pattern: RegExp, accept?: SecretPattern['accept']): SecretPattern {
  return { kind, pattern, ...(accept && { accept }) };
}

/** A part of every pattern. Most texts contain none, so that one test is enough. */
const hint =
  /:\/\/|[?&;]\w*(?:token|key|secret|sig|passw|code|auth)\w*=|hook|geniekey|splunk|dckr_|shp(?:at|ca|pa|ss)_|PMAK-|NRAK-|lin_api_|figd_|ATATT3|pul-|sntry[su]_|dp\.\w+\.|\.atlasv1\.|[sr]k_(?:live|test)_|discord|office|pagerduty|bearer|basic|passw|secret|token|key|credential|eyJ|-----BEGIN|xox|xapp-|gh[pousr]_|github_pat_|gl(?:pat|dt|rt|ptt|cbt|sa|c)[-_]|A[A-Z]I?A|AIza|npm_|pypi-|whsec_|SG\.|hf_|hv[sbr]\.|do[opr]_v1_|sk-|\d:[A-Za-z0-9_-]{35}/i;

const none: readonly FoundSecret[] = [];

/** Short texts without a hint: names, titles, units and legends, which a large build looks at thousands of times. */
const harmless = new Set<string>();
const longestCached = 64;
const mostCached = 4096;

/** All secrets in a text, in the order of their positions; of two that overlap, the first kind. */
export function secretsIn(text: string): readonly FoundSecret[] {
  if (text.length < 8 || !hasHint(text)) return none;
  const found: FoundSecret[] = [];
  for (const { kind, pattern, accept } of patterns) {
    // For most patterns there is nothing to find, and `matchAll` begins with a copy of the pattern.
    if (text.search(pattern) < 0) continue;
    for (const match of text.matchAll(pattern)) {
      const end = match.index + match[0].length;
      if (accept && !accept(match.slice(1))) continue;
      if (found.some((one) => one.start < end && match.index < one.end)) continue;
      found.push({ kind, start: match.index, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function hasHint(text: string): boolean {
  if (text.length > longestCached) return hint.test(text);
  if (harmless.has(text)) return false;
  if (hint.test(text)) return true;
  if (harmless.size >= mostCached) harmless.clear();
  harmless.add(text);
  return false;
}

/** Whether the last part of an address is a secret, not a placeholder as in documentation. */
function isNoExample([path = '']: readonly string[]): boolean {
  const token = path.slice(path.lastIndexOf('/') + 1);
  // Three crosses and more stand for something else.
  return /^x{1,2}$/i.test(token) || !isPlaceholder(token);
}

/** Several words, such as `next-page`: a name for people, and no token, which is random. */
function areWords(value: string): boolean {
  return /^[a-z]{2,12}(?:[-_.][a-z]{2,12})+$/i.test(value);
}

/** A variable, a template or a row of crosses instead of a secret. */
function isPlaceholder(value: string): boolean {
  return /^[$%]|\$\{|\{\{|^[*xX.…_-]+$|^%[0-9A-F]{2}|^<|&lt;/.test(value);
}

/**
 * Whether a word looks random: a UUID, a hexadecimal number, or upper case letters, lower case letters and digits in
 * frequent alternation. `PrometheusAlerts2024Production` consists of words and does not.
 */
export function looksRandom(word: string): boolean {
  if (/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(word)) return true;
  if (word.length < 16 || !/\d/.test(word) || !/[A-Za-z]/.test(word)) return false;
  if (!/^[A-Za-z0-9_+/=.~%-]+$/.test(word)) return false;
  if (/^[0-9a-f]{24,}$/i.test(word)) return true;
  return word.split(/[-_.]/).some(isScrambled) || isScrambled(word.replaceAll(/[^A-Za-z0-9]/g, ''));
}

/**
 * Long, with upper case letters, lower case letters and digits that alternate every few characters, or with more
 * numbers than a name has. Names consist mostly of words; of a hundred random alphanumeric tokens, about one has as
 * many words of four letters and as long runs of letters or digits.
 */
function isScrambled(part: string): boolean {
  const runs = part.match(/[A-Z]?[a-z]+|[A-Z]+|[0-9]+/g) ?? [];
  if (part.length >= 16 && runs.filter((run) => /[0-9]/.test(run)).length >= 4) return true;
  if (part.length < 20 || !/[a-z]/.test(part) || !/[A-Z]/.test(part)) return false;
  const words = runs.filter((run) => /[a-z]{3}/.test(run)).join('');
  return part.length / runs.length < 3 || words.length / part.length < 0.5;
}

/** Whether base64 decodes to `user:password`, as in HTTP basic authentication (RFC 7617). */
function holdsLogin(text: string): boolean {
  return /^[\x20-\x7e]+:[\x20-\x7e]+$/.test(Buffer.from(text, 'base64').toString('latin1'));
}
