import { cases } from '../../support.js';

export default cases('bundle/name', {
  trips: {
    'a name that leaves the output folder': { given: { name: '../etc' }, says: '../etc' },
    'a dot': { given: { name: 'a.b' } },
    'no name': { given: { name: '' } },
    'one name twice': { given: [{ name: 'shop' }, { name: 'shop' }], says: 'two bundles' },
    'names that differ in case, with both places': {
      given: [{ name: 'shop' }, { name: 'Shop' }],
      says: 'the bundles Shop and shop differ only in case',
      times: 2,
    },
  },
  silent: { 'letters, digits, - and _': { given: [{ name: 'seamless_v2' }, { name: 'A-1' }] } },
});
