import type { Binary } from '../../engine/index.js';
import { type Code, call, data, literal, object } from '../code/code.js';
import { hasClause, type Labels, labelsOfResult } from './labels.js';
import { withNeeded } from './needed-labels.js';
import type { Typed, Vector } from './typed-model.js';
import { withVariables } from './variables.js';

/** An operator between two sides with series. */
export function matchedCode(
  node: Binary,
  func: string,
  left: Vector,
  right: Vector,
  bool: Code | undefined,
): Typed {
  const matching = node.matching && {
    ...node.matching,
    labels: node.matching.labels.map(withVariables),
    include: node.matching.include.map(withVariables),
  };
  const many =
    matching?.card === 'many-to-one'
      ? 'groupLeft'
      : matching?.card === 'one-to-many'
        ? 'groupRight'
        : undefined;
  const clause = hasClause(node);
  const named = matching?.labels ?? [];
  const [a, b] = matching?.on
    ? [withNeeded(left, named), withNeeded(right, named)]
    : [
        withNeeded(
          left,
          named.filter((label) => !right.labels.has(label)),
        ),
        right,
      ];
  // All labels, of sides that differ in the labels that the types know.
  const allLabels = !clause && !sameLabels(a.labels, b.labels);
  const { fillLeft, fillRight } = matching ?? {};
  const same = fillLeft !== undefined && fillLeft === fillRight;
  const number = (value: number | undefined) => (value === undefined ? undefined : literal(value));
  const how = object({
    on: matching?.on ? data(named) : undefined,
    ignoring: matching && !matching.on && (clause || many || allLabels) ? data(named) : undefined,
    ...(many && matching ? { [many]: data(matching.include) } : {}),
    bool,
    fill: same ? number(fillLeft) : undefined,
    fillLeft: same ? undefined : number(fillLeft),
    fillRight: same ? undefined : number(fillRight),
  });
  const options = how.entries.length > 0 ? [how] : [];
  const code = call(func, a.code, b.code, ...options);
  const labels = labelsOfResult({ ...node, matching }, a.labels, b.labels, clause || allLabels);
  return { code, type: 'vector', labels };
}

function sameLabels(left: Labels, right: Labels): boolean {
  return [...left].every((label) => right.has(label)) && [...right].every((label) => left.has(label));
}
