import { cacheFieldDisplayNames, getFieldDisplayName } from '@grafana/data';
import { Combobox } from '@grafana/ui';
import { TableNG } from '@grafana/ui/unstable';
import { useMemo, useState } from 'react';
import { optionsOf } from './drawn.js';
import type { PanelProps } from './props.js';

const option = optionsOf('table');

interface SortBy {
  readonly displayName: string;
  readonly desc?: boolean;
}

/** Grafana's own table; of several results, one is shown and the others can be chosen. */
export function TablePanel({ panel, frames, width, height, timeRange }: PanelProps) {
  const [chosen, choose] = useState(option(panel.options, 'frameIndex', 0));
  const frame = frames[Math.min(chosen, frames.length - 1)];
  // Headers are the names that fields are shown with: those of joined columns have a number.
  useMemo(() => cacheFieldDisplayNames(frames), [frames]);
  const sortBy = option<SortBy[]>(panel.options, 'sortBy', []);
  if (!frame) return null;
  const several = frames.length > 1;
  return (
    <div style={{ height, display: 'flex', flexDirection: 'column', justifyContent: 'space-between' }}>
      <TableNG
        ariaLabel={panel.title}
        data={frame}
        width={width}
        height={height - (several ? 36 : 0)}
        sortBy={sortBy.map((sort) => ({ displayName: sort.displayName, desc: sort.desc ?? false }))}
        noHeader={!option(panel.options, 'showHeader', true)}
        cellHeight={option(panel.options, 'cellHeight', 'sm') as never}
        enablePagination={
          option(panel.options, 'enablePagination', false) ||
          option(panel.options, 'footer.enablePagination', false)
        }
        timeRange={timeRange}
        structureRev={1}
        fieldConfig={panel.fieldConfig}
      />
      {several && (
        <Combobox
          aria-label="Result"
          value={chosen}
          onChange={({ value }) => choose(value)}
          options={frames.map((one, index) => ({
            value: index,
            label: one.name ?? one.refId ?? getFieldDisplayName(one.fields[0] as never, one),
          }))}
        />
      )}
    </div>
  );
}
