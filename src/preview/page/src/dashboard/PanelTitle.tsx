import { Dropdown, Icon, LinkButton, Menu, Tooltip } from '@grafana/ui';
import type { SiteFinding, SitePlace } from '../../../model.js';
import type { PanelLink } from './links.js';

const findingColors = { error: '#e24d42', warning: '#eab839', info: '#eab839' } as const;

/** What stands beside the title of a panel: its description and links, and what is to be known of it. */
export function TitleItems({
  description,
  findings,
  notices,
  undrawn,
  links,
  time,
  badge,
}: {
  /** HTML, sanitised. */
  readonly description: string | undefined;
  readonly findings: readonly SiteFinding[];
  readonly notices: readonly string[];
  /** What the panel sets and the page does not draw, in words. */
  readonly undrawn: readonly string[];
  readonly links: readonly PanelLink[];
  readonly time: string | undefined;
  readonly badge: React.ReactNode;
}) {
  return (
    <>
      {description && (
        <Tooltip interactive content={<Description html={description} />}>
          <button type="button" className="icon-button" aria-label="Description">
            <Icon name="info-circle" />
          </button>
        </Tooltip>
      )}
      {badge}
      {time && <small>{time}</small>}
      <PanelLinks links={links} />
      {notices.map((notice) => (
        <Tooltip key={notice} content={notice}>
          <span role="note" aria-label={notice}>
            <Icon name="info-circle" />
          </span>
        </Tooltip>
      ))}
      {undrawn.map((text) => (
        <Tooltip key={text} content={text}>
          <span role="note" aria-label={text}>
            <Icon name="eye-slash" />
          </span>
        </Tooltip>
      ))}
      {findings.map(({ check, level, message, expected, place }) => (
        <Tooltip
          key={check + message}
          content={`${check}: ${message}${expected ? `. Expected: ${expected}` : ''}${place ? ` (${place.file}:${place.line})` : ''}`}
        >
          {place?.editor ? (
            <a
              href={place.editor}
              aria-label={`${level}: ${message}`}
              style={{ color: findingColors[level] }}
            >
              <Icon name="exclamation-triangle" />
            </a>
          ) : (
            // An exported page opens no editor.
            <span role="note" aria-label={`${level}: ${message}`} style={{ color: findingColors[level] }}>
              <Icon name="exclamation-triangle" />
            </span>
          )}
        </Tooltip>
      ))}
    </>
  );
}

function Description({ html }: { readonly html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: It is sanitised.
  return <div className="markdown-html panel-description" dangerouslySetInnerHTML={{ __html: html }} />;
}

function targetOf({ page }: PanelLink): '_self' | '_blank' {
  return page ? '_self' : '_blank';
}

/** One link as it is; several in a menu, as in Grafana. */
function PanelLinks({ links }: { readonly links: readonly PanelLink[] }) {
  const [only] = links;
  if (!only) return null;
  if (links.length === 1)
    return (
      <Tooltip content={only.title}>
        <a href={only.url} target={targetOf(only)} rel="noreferrer" aria-label={only.title}>
          <Icon name="external-link-alt" />
        </a>
      </Tooltip>
    );
  const menu = (
    <Menu>
      {links.map((link) => (
        <Menu.Item
          key={link.title + link.url}
          label={link.title}
          url={link.url}
          target={targetOf(link)}
          icon="external-link-alt"
        />
      ))}
    </Menu>
  );
  return (
    <Dropdown overlay={menu}>
      <button type="button" className="icon-button" aria-label="Panel links">
        <Icon name="external-link-alt" />
      </button>
    </Dropdown>
  );
}

/** What can be done with a panel, seen while it is pointed at. */
export function PanelActions({
  place,
  onView,
}: {
  readonly place?: SitePlace | undefined;
  readonly onView?: (() => void) | undefined;
}) {
  return (
    <span className="panel-actions">
      {place?.editor && (
        <LinkButton
          size="sm"
          fill="text"
          variant="secondary"
          icon="pen"
          href={place.editor}
          tooltip={`Edit ${place.file}:${place.line}`}
          aria-label={`Edit ${place.file}:${place.line}`}
        />
      )}
      {onView && (
        <button type="button" onClick={onView} aria-label="View panel alone" className="icon-button">
          <Icon name="eye" />
        </button>
      )}
    </span>
  );
}
