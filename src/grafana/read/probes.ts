import { type Field, type FieldTable, type Shape, shapeOf } from '../../catalog/shape/index.js';
import { type PanelType, panelTypes } from '../panel-types/index.js';
import { same, setAt } from './leaves.js';

/** What an option with a value sets, by the names of the settings. */
export type Translate = (options: object) => ReadonlyMap<string, unknown>;

/** An option, and what each of its values sets, or the setting that its value is found in. */
export type Probe =
  | {
      readonly option: readonly string[];
      readonly values: readonly { readonly value: unknown; readonly sets: ReadonlyMap<string, unknown> }[];
    }
  | { readonly option: readonly string[]; readonly shape: Shape; readonly setting: string };

/** Distinguishable values: one of them fits most shapes of texts, numbers and lists. */
const samples: readonly unknown[] = [
  7,
  0.25,
  100,
  'sample',
  'mean',
  's',
  '5m',
  ['sample'],
  ['mean'],
  ['value'],
  ['percent'],
];

/**
 * How the options of a type are found again in its JSON: the translation is asked where the values of each option go.
 * So each option is declared once, and read as it is written.
 */
export function probesOf(type: PanelType, asked: Translate): readonly Probe[] {
  const found: Probe[] = [];
  const translate = (option: readonly string[], value: unknown) => {
    try {
      return asked(optionsWith(option, value));
    } catch {
      // No value of that kind: the sample fitted a shape that takes any data.
      return new Map<string, unknown>();
    }
  };
  const visit = (option: readonly string[], shape: Shape) => {
    if (shape.table) {
      for (const [name, field] of Object.entries(shape.table)) visit([...option, name], shapeOf(field));
      return;
    }
    if (shape.values) {
      const values = shape.values.map((value) => ({ value, sets: translate(option, value) }));
      found.push({ option, values: values.filter(({ sets }) => sets.size > 0) });
      return;
    }
    const sample = samples.find((one) => shape(one) === undefined);
    if (sample === undefined) return;
    for (const [setting, value] of translate(option, sample))
      if (same(value, sample)) {
        found.push({ option, shape, setting });
        return;
      }
  };
  for (const [name, field] of Object.entries(panelTypes[type].shapes))
    if (name !== 'overrides') visit([name], shapeOf(field));
  return found;
}

export function optionsWith(option: readonly string[], value: unknown): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  setAt(options, option, value);
  return options;
}

/** Whether an option of a type takes a value; false for one that the type does not have. */
export function fits(type: PanelType, option: readonly string[], value: unknown): boolean {
  let table: FieldTable | undefined = panelTypes[type].shapes;
  let shape: Shape | undefined;
  for (const name of option) {
    const field: Field | undefined = table && Object.hasOwn(table, name) ? table[name] : undefined;
    shape = field && shapeOf(field);
    table = shape?.table;
  }
  return shape !== undefined && shape(value) === undefined;
}
