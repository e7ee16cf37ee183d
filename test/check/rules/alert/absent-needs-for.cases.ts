import { cases } from '../../support.js';

const gone = (wait: '0m' | '30s' | '1m' | '5m', expr = 'absent(lag_seconds)') => ({
  alerts: { A: { expr, for: wait } },
});

export default cases('alert/absent-needs-for', {
  trips: {
    'at once': { given: gone('0m'), at: 'absent(lag_seconds)' },
    'one scrape': { given: gone('30s') },
    'a minute at slow scrapes': { given: gone('1m'), options: { scrapeInterval: '1m' } },
    'as one of two reasons': { given: gone('0m', 'lag_seconds > 5 or absent(lag_seconds)') },
  },
  silent: {
    'two scrapes': { given: gone('1m') },
    'absence over a window': { given: gone('0m', 'absent_over_time(lag_seconds[10m])') },
  },
});
