import { dashboard } from 'dashwright';
import { cases } from '../../support.js';

const board = (uid: string, title = 'Board') => dashboard({ uid, title, rows: [] });

export default cases('dash/uid', {
  trips: {
    'a uid of 41 characters': { given: { dashboards: [board('x'.repeat(41))] }, says: 'has 41 characters' },
    'a slash': { given: { dashboards: [board('../a')] }, says: '"." "/"' },
    'no uid': { given: { dashboards: [board('')] }, says: 'is empty' },
    'one uid twice in a bundle': {
      given: { dashboards: [board('a', 'First'), board('a', 'Second')] },
      says: 'dashboard "First"',
      elsewhere: ['shop/dashboards/a'],
    },
    'one uid in two bundles': {
      given: [
        { name: 'one', dashboards: [board('a')] },
        { name: 'two', dashboards: [board('a')] },
      ],
      says: 'in bundle one',
      path: 'two/dashboards/a',
    },
  },
  silent: { 'letters, digits, - and _': { given: { dashboards: [board('a-B_9'), board('x'.repeat(40))] } } },
});
