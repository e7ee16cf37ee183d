import { renderMarkdown, textUtil } from '@grafana/data';
import { optionsOf } from './drawn.js';
import type { PanelProps } from './props.js';

const option = optionsOf('text');

/** Markdown and HTML, sanitised as Grafana does; code as it is. */
export function TextPanel({ panel, height, replace }: PanelProps) {
  const mode = option<string>(panel.options, 'mode', 'markdown');
  const content = replace(option<string>(panel.options, 'content', ''));
  if (mode === 'code')
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: What scrolls must be reached by the keyboard.
      <pre tabIndex={0} style={{ height, overflow: 'auto', margin: 0 }}>
        {content}
      </pre>
    );
  const html = mode === 'html' ? textUtil.sanitizeTextPanelContent(content) : renderMarkdown(content);
  return (
    <section
      aria-label={`Text of ${panel.title ?? 'panel'}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: What scrolls must be reached by the keyboard.
      tabIndex={0}
      className="markdown-html"
      style={{ height, overflow: 'auto' }}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: Both ways are sanitised.
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}
