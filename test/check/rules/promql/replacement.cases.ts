import { cases } from '../../support.js';

const replaced = (replacement: string, pattern: string) => ({
  given: { panels: [`label_replace(lag_seconds, "name", "${replacement}", "topic", "${pattern}")`] },
});

export default cases('promql/replacement', {
  trips: {
    'a second group where there is one': { ...replaced('$2', '(.*)-v1'), at: '"$2"', says: 'no group 2' },
    'a group where there is none': { ...replaced('$1', '.*-v1'), expects: 'parentheses' },
    'a number with letters behind it': { ...replaced('$1_old', '(.*)-v1'), suggests: '${1}_old' },
    'the name of a group that has another': replaced('${shard}', '(?P<name>.*)-v1'),
  },
  silent: {
    'groups by number': replaced('$1-${2}_$0', '(.*)-(v1)'),
    'groups by name': replaced('$name', '(?P<name>.*)-v1'),
    'no group, and none named': replaced('old', '.*'),
    'a dollar': replaced('$$1', 'x'),
    'what does not match, and still has the group': replaced('$1', 'a(b)?'),
    'a variable': {
      given: {
        ...replaced('$1', '$pattern').given,
        variables: [{ type: 'custom', name: 'pattern', values: ['(.*)-v1'] }],
      },
    },
  },
});
