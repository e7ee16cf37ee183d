import { commentedYaml } from '../packaging/commented-yaml.js';
import { defaultValues, type ValueField } from './field.js';

/** values.yaml: the defaults, each under what it does. */
export function valuesFile(header: string, fields: readonly ValueField[]): string {
  return commentedYaml(defaultValues(fields), header, new Map(fieldComments(fields, '')));
}

function fieldComments(fields: readonly ValueField[], prefix: string): [path: string, comment: string][] {
  return fields.flatMap((field): [string, string][] => {
    const path = `${prefix}${field.name}`;
    const example = field.example?.replaceAll(/^/gm, '  ');
    const own = example === undefined ? field.about : `${field.about}\n${example}`;
    return [[path, own], ...fieldComments(field.fields ?? [], `${path}.`)];
  });
}
