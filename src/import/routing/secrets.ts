import { posix } from 'node:path';
import { DefinitionError } from '../../catalog/index.js';
import { refuseSecrets, type SecretFile, secretIn } from '../../define/secret.js';
import { fileName, UniqueNames } from '../code/names.js';
import type { Origin, Path } from '../read/origin.js';

/** A secret that stood in the input: the file that stands for it in the definition. */
export interface KeptSecret {
  /** The name in `secretFile('…')`. */
  readonly name: string;
  /** The file of the input. */
  readonly file: string;
  /** The place in it. */
  readonly at: string;
}

/** A value that is left out, as it contains a secret and Alertmanager has no form for one there. */
export interface LeftOut {
  readonly file: string;
  readonly line: number | undefined;
  readonly at: string;
}

/** The folder of secrets of a routing that names none. */
const usualFolder = '/etc/alertmanager/secrets';

/** The secrets of an import, each by the file that stands for it. None of them leaves this object. */
export class Secrets {
  readonly kept: KeptSecret[] = [];
  readonly leftOut: LeftOut[] = [];
  /** Whether the input names files relative to its own folder. */
  relative = false;
  /** Whether the input names files at all. */
  hasNamed = false;
  readonly #selected = new Map<string, { readonly name: string; readonly key: string }>();
  readonly #names = new UniqueNames();
  readonly #byValue = new Map<string, string>();

  /** The file for a secret that is written out: the same for one that several places have. */
  keep(value: string, wanted: string, origin: Origin, path: Path): SecretFile {
    const known = this.#byValue.get(value);
    const name = known ?? this.#names.unique(nameOf(wanted), '-');
    this.#byValue.set(value, name);
    this.kept.push({ name, file: origin.file, at: placeText(origin, path) });
    return { type: 'secretFile', file: name };
  }

  /** A key of a Secret of Kubernetes: the operator lays the Secrets of an Alertmanager into folders of their names. */
  selected(name: string, key: string): SecretFile {
    this.#selected.set(`${name}/${key}`, { name, key });
    return { type: 'secretFile', file: `${name}/${key}` };
  }

  /** The Secret that all keys are of, where there is one, and nothing else is a secret. */
  get only(): string | undefined {
    const names = new Set([...this.#selected.values()].map(({ name }) => name));
    return names.size === 1 && this.kept.length === 0 && !this.hasNamed ? [...names][0] : undefined;
  }

  /** The Secrets whose keys the input names. */
  get selectedNames(): readonly string[] {
    return [...new Set([...this.#selected.values()].map(({ name }) => name))].sort();
  }

  /** The folder in which Alertmanager finds the files; undefined for the usual one. */
  get folder(): string | undefined {
    if (this.relative) return '.';
    return this.only === undefined ? undefined : `${usualFolder}/${this.only}`;
  }

  /** The whole path of a file of the input. */
  wholePath(file: SecretFile): string {
    const named = this.pathOf(file);
    return posix.normalize(named.startsWith('/') ? named : `${this.folder ?? usualFolder}/${named}`);
  }

  /** A file that the input names itself. */
  named(file: string): SecretFile {
    this.relative ||= !file.startsWith('/');
    this.hasNamed = true;
    return { type: 'secretFile', file };
  }

  leaveOut(origin: Origin, path: Path): void {
    this.leftOut.push({ file: origin.file, line: origin.line(path), at: origin.place(path) });
  }

  /** The path of a secret: in `secrets/` if it was in the input itself, and the input names files by relative paths. */
  pathOf({ file }: SecretFile): string {
    const selected = this.#selected.get(file);
    if (selected && this.only !== undefined) return selected.key;
    const own = this.kept.some(({ name }) => name === file);
    return this.relative && own ? `secrets/${file}` : file;
  }
}

function placeText(origin: Origin, path: Path): string {
  const line = origin.line(path);
  return `${line === undefined ? '' : `line ${line}, `}${origin.place(path)}`;
}

/** A file name that contains no secret. */
function nameOf(wanted: string): string {
  const name = fileName(wanted, 'secret');
  return secretIn(name) ? 'secret' : name;
}

/** Whether definitions refuse a value as a secret that is written out. */
export function isSecret(key: string, value: unknown): boolean {
  try {
    refuseSecrets(value, key);
    return false;
  } catch (error) {
    if (error instanceof DefinitionError) return true;
    throw error;
  }
}
