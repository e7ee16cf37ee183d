import { listedName } from '../../define/index.js';
import { shortHash } from '../../output/digest.js';
import type { ResolvedBundle } from '../../resolve/index.js';

/** Room for `.md` in the 255 bytes that file systems take. */
const longest = 200;

/** The page of an alert by its name: alerts may be named by any text, files may not, least of all on Windows. */
export function alertFile(name: string): string {
  const safe = name.replaceAll(/[/\\<>:"|?*\p{Cc}\u2028\u2029\ufeff]/gu, '-').replace(/^\.+/, '-');
  if (safe === name && Buffer.byteLength(name) <= longest) return `alerts/${name}.md`;
  const hash = shortHash(name);
  return `alerts/${[...safe].slice(0, 50).join('')}-${hash}.md`;
}

/** The page of an alert by its key: all levels of one definition share a page. */
export function pageOfAlert({ source }: ResolvedBundle, key: string): string {
  const alert = Object.hasOwn(source.alerts, key) ? source.alerts[key] : undefined;
  return alertFile(alert ? listedName(key, alert) : key);
}
