import { dashboard, panel } from 'dashwright';
import { cases } from '../../support.js';

export default cases('dash/title', {
  trips: {
    'a dashboard without a title': { given: { dashboards: [dashboard({ uid: 'a', title: ' ', rows: [] })] } },
    'a panel without a title': { given: { panels: [{ expr: 'lag_seconds', title: '' }] }, level: 'warning' },
  },
  silent: {
    titles: { given: { panels: ['lag_seconds'] } },
    'a text panel, which shows its own heading': {
      given: {
        dashboards: [
          dashboard({ uid: 'a', title: 'A', rows: [panel.text({ title: '', markdown: '# Hello' })] }),
        ],
      },
    },
  },
});
