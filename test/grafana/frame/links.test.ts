import type { DashboardLink } from 'dashwright';
import { expect, test } from 'vitest';
import { frameOf } from './frame.js';

const links: Readonly<Record<string, readonly [DashboardLink, object]>> = {
  'an address': [
    { title: 'L', url: 'https://example.com', icon: 'doc', tooltip: 'T', newTab: true },
    {
      type: 'link',
      title: 'L',
      url: 'https://example.com',
      icon: 'doc',
      tooltip: 'T',
      targetBlank: true,
      keepTime: true,
      includeVars: true,
    },
  ],
  'nothing goes with it': [
    { title: 'L', url: 'https://example.com', keepTime: false, keepVariables: false },
    { icon: 'external link', keepTime: false, includeVars: false, targetBlank: false },
  ],
  'dashboards by tags': [
    {
      title: 'L',
      tags: ['a', 'b'],
      menu: true,
      icon: 'bolt',
      tooltip: 'T',
      newTab: true,
      keepTime: false,
      keepVariables: false,
    },
    {
      type: 'dashboards',
      tags: ['a', 'b'],
      asDropdown: true,
      icon: 'bolt',
      tooltip: 'T',
      targetBlank: true,
      keepTime: false,
      includeVars: false,
    },
  ],
  'anything else': [
    { title: 'L', tags: ['a'], json: { placement: 'inControlsMenu' } },
    { icon: 'dashboard', placement: 'inControlsMenu' },
  ],
};

test.each(Object.entries(links))('links: %s', async (_, [one, expected]) => {
  const { links: written } = await frameOf({ links: [one] });
  expect(written[0]).toMatchObject(expected);
});
