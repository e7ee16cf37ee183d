import { selectedName } from '../../../engine/index.js';
import { spanOfWord } from '../../analysis/spans.js';
import type { Check } from '../../check.js';

interface Position {
  readonly group: string;
  readonly index: number;
}

export const dependencyOrder: Check = {
  id: 'rule/dependency-order',
  level: 'warning',
  summary: 'a recording rule that is evaluated before the one it reads',
  roles: ['recording'],
  expression({ site, analysis }, report, model) {
    const { definition } = site;
    if (definition.type !== 'recording' || !analysis) return;
    for (const { node, series } of analysis.nodes) {
      if (node.kind !== 'vector' || series?.type !== 'recorded') continue;
      const name = selectedName(node) ?? '';
      const producers = model.records.get(name) ?? [];
      const own: Position = {
        group: definition.group.name,
        index: definition.group.rules.indexOf(definition.rule),
      };
      const positions = producers.map((rule): Position => {
        const group = model.bundle.recordingGroups.find(({ rules }) => rules.includes(rule));
        return { group: group?.name ?? '', index: group?.rules.indexOf(rule) ?? -1 };
      });
      if (positions.some(({ group, index }) => group === own.group && index < own.index)) continue;
      const [first] = positions;
      if (!first) continue;
      const at = spanOfWord(site.parsed.text, node, name);
      if (first.group === own.group) {
        report(
          at,
          first.index === own.index
            ? `${name} is recorded from itself`
            : `${name} is recorded later in the group: this rule reads the value of the previous evaluation`,
          {
            expected: 'the recording rule first: the rules of a group are evaluated in order',
          },
        );
      } else {
        report(
          at,
          `${name} is recorded in group ${first.group}, which is evaluated separately: this rule reads an older value`,
          {
            expected: `both rules in one group, the one that records ${name} first`,
          },
        );
      }
    }
  },
};
