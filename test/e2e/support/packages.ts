import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { load } from 'js-yaml';
import { emitHelm } from '../../../src/emit/helm/index.js';
import { emitKubernetes } from '../../../src/emit/kubernetes/index.js';
import { emitSamples } from '../../../src/emit/samples/index.js';
import { emitTerraform } from '../../../src/emit/terraform/index.js';
import { tricky, trickyParts } from '../../fixtures/tricky-bundle.js';
import { repository } from './folders.js';

/** Plain data parsed from JSON or YAML. */
export type Data = { [key: string]: unknown };

/** The packages of one bundle, and their expected content. */
export interface Packages {
  readonly name: string;
  readonly chart: string;
  readonly module: string;
  /** Of the plain manifests; there is none for a bundle without `kubernetes`. */
  readonly manifests: string;
  readonly samples: string;
  /** Dashboards by file name, as in dist/grafana. */
  readonly dashboards: Readonly<Record<string, Data>>;
  /** Rule groups, recording ones first, as in dist/prometheus. */
  readonly groups: readonly Group[];
}
export interface Group extends Data {
  readonly name: string;
  readonly rules: readonly Data[];
}

/**
 * The packages of every bundle in dist/.
 *
 * @throws Error when there are none: what is shipped must be tested.
 */
export function shippedPackages(
  output = process.env.DASHWRIGHT_DIST ?? join(repository, 'dist'),
): Packages[] {
  const names = readdirSync(join(output, 'helm')).sort();
  if (names.length === 0) throw new Error(`no chart in ${output}: npm run build`);
  return names.map((name) => ({
    name,
    ...foldersOf(output, name),
    dashboards: Object.fromEntries(
      filesOf(join(output, 'grafana', name)).map((file) => [
        file,
        JSON.parse(readFileSync(join(output, 'grafana', name, file), 'utf8')) as Data,
      ]),
    ),
    groups: ['recording_rules.yml', 'alert_rules.yml'].flatMap((file) =>
      ruleGroups(join(output, 'prometheus', name, file)),
    ),
  }));
}

/** The packages of a bundle with difficult names and texts, written to a folder. */
export async function trickyPackages(output: string): Promise<Packages> {
  const parts = await trickyParts();
  const emitters = [emitHelm, emitTerraform, emitSamples, emitKubernetes];
  for (const { path, content } of emitters.flatMap((emit) => [...emit(tricky, parts)])) {
    mkdirSync(dirname(join(output, path)), { recursive: true });
    writeFileSync(join(output, path), content);
  }
  const plain = <Value>(value: unknown) => JSON.parse(JSON.stringify(value)) as Value;
  return {
    name: tricky.name,
    ...foldersOf(output, tricky.name),
    dashboards: Object.fromEntries(parts.dashboards.map(({ uid, json }) => [`${uid}.json`, plain(json)])),
    groups: plain(parts.groups),
  };
}

function foldersOf(output: string, name: string) {
  return {
    chart: join(output, 'helm', name),
    module: join(output, 'terraform', name),
    manifests: join(output, 'kubernetes', name),
    samples: join(output, 'samples'),
  };
}

function filesOf(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

function ruleGroups(file: string): Group[] {
  return existsSync(file) ? (load(readFileSync(file, 'utf8')) as { groups: Group[] }).groups : [];
}

/** The alerts among the rules of some groups, by name. */
export function alertsOf(groups: readonly Group[]): ReadonlyMap<string, Data> {
  const rules = groups.flatMap((group) => group.rules);
  return new Map(rules.filter((rule) => rule.alert).map((rule) => [String(rule.alert), rule]));
}

/** What a package contains about its alerts. */
export function tuningOf(file: string): ReadonlyMap<string, { threshold?: { value: number } }> {
  return new Map(Object.entries(load(readFileSync(file, 'utf8')) as Record<string, object>));
}
