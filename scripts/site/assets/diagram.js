// Draws diagrams in the colours of the theme.
const dark = window.matchMedia('(prefers-color-scheme: dark)').matches;
window.mermaid.initialize({ startOnLoad: true, theme: dark ? 'dark' : 'neutral', maxTextSize: 200_000 });
