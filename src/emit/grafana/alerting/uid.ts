import { shortHash } from '../../../output/digest.js';
import { packageName } from '../../packaging/names.js';

/** Grafana: util.MaxUIDLength, and the letters of util.IsValidShortUID. */
const longest = 40;
const allowed = /^[A-Za-z0-9_-]+$/;

/** A readable uid that is the same in every build; with a hash if the name does not fit. */
export function uidOf(bundle: string, name: string): string {
  const wanted = `${packageName(bundle)}-${name}`;
  if (wanted.length <= longest && allowed.test(wanted)) return wanted;
  const hash = shortHash(`${bundle}/${name}`);
  const readable = wanted.replaceAll(/[^A-Za-z0-9_]+/g, '-').slice(0, longest - hash.length - 1);
  return `${readable.replace(/-+$/, '')}-${hash}`;
}
