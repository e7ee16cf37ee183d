import { IconButton, useTheme2 } from '@grafana/ui';
import type { Site, SiteBundle, SitePlace } from '../../../model.js';
import type { PageEngine } from '../data/engine.js';
import { changeQuery } from '../lib/change-query.js';
import { linkTo } from '../lib/location.js';
import { useTitle } from '../lib/use-title.js';

/** What every view of a bundle is made from. */
export interface ViewProps {
  readonly site: Site;
  readonly bundle: SiteBundle;
  readonly engine: PageEngine;
  readonly revision: number;
  readonly query: URLSearchParams;
}

export interface Crumb {
  readonly text: string;
  readonly path: readonly string[];
}

export function Header({
  crumbs,
  children,
}: {
  readonly crumbs: readonly Crumb[];
  readonly children?: React.ReactNode;
}) {
  const theme = useTheme2();
  useTitle(crumbs.map(({ text }) => text).reverse());
  const toggle = (): void => {
    const next = theme.isDark ? 'light' : 'dark';
    localStorage.setItem('theme', next);
    changeQuery({ theme: next });
  };
  return (
    <header
      className="page-header"
      style={{
        background: theme.colors.background.primary,
        borderBottom: `1px solid ${theme.colors.border.weak}`,
      }}
    >
      <nav aria-label="Path">
        <a href="#/">Dashwright</a>
        {crumbs.map(({ text, path }) => (
          <span key={path.join('/')}>
            {' / '}
            <a href={linkTo(path)}>{text}</a>
          </span>
        ))}
      </nav>
      {children}
      <IconButton
        name="adjust-circle"
        tooltip={theme.isDark ? 'Light theme' : 'Dark theme'}
        onClick={toggle}
      />
    </header>
  );
}

export function Problem({ message }: { readonly message: string }) {
  return (
    <>
      <Header crumbs={[]} />
      <main className="page-main">
        <p role="alert">{message}</p>
      </main>
    </>
  );
}

/** Colours of an alert's states. */
export const stateColors = { inactive: '#56a64b', pending: '#e0a100', firing: '#e02f44' } as const;

const colors: Readonly<Record<string, string>> = {
  critical: '#e02f44',
  error: '#e02f44',
  warning: '#e0a100',
  info: '#3274d9',
  ...stateColors,
};

/** A word in the colour of what it means. */
export function Badge({ text, title }: { readonly text: string; readonly title?: string }) {
  const theme = useTheme2();
  const background = colors[text] ?? '#6e7687';
  return (
    <span
      title={title}
      style={{
        background,
        color: theme.colors.getContrastText(background),
        borderRadius: 4,
        padding: '1px 6px',
        fontSize: 12,
        whiteSpace: 'nowrap',
      }}
    >
      {text}
    </span>
  );
}

/** A table in a frame that scrolls. */
export function Rows({
  head,
  children,
}: {
  readonly head: readonly string[];
  readonly children: React.ReactNode;
}) {
  // In a narrow window cells stand below each other, each with its heading.
  const headings = Object.fromEntries(
    head.map((text, index) => [`--heading-${index + 1}`, JSON.stringify(text)]),
  );
  return (
    <div className="table-frame">
      <table className="plain-table" style={headings}>
        <thead>
          <tr>
            {head.map((text) => (
              <th key={text} scope="col">
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

/** Where something is defined; a link where an editor can be opened. */
export function PlaceLink({ place: { file, line, editor } }: { readonly place: SitePlace }) {
  const text = `${file}:${line}`;
  return editor ? <a href={editor}>{text}</a> : text;
}

/** Labels of an alert as text, without those that say which alert it is. */
export function labelText(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .filter(([name]) => !['alertname', 'severity', 'bundle'].includes(name))
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}
