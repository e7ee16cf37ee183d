import { createTheme, ThemeContext } from '@grafana/data';
import { GlobalStyles, PortalContainer } from '@grafana/ui';
import { StrictMode, useMemo } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.js';
import { useLocation } from './lib/use-location.js';
import './page.css';

// Where the components look for icons.
(window as unknown as { __grafana_public_path__: string }).__grafana_public_path__ = new URL(
  'public/',
  document.baseURI,
).pathname;

function Themed() {
  const wanted = useLocation().query.get('theme') ?? localStorage.getItem('theme') ?? 'dark';
  const theme = useMemo(
    () => createTheme({ colors: { mode: wanted === 'light' ? 'light' : 'dark' } }),
    [wanted],
  );
  return (
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <App />
      <PortalContainer />
    </ThemeContext.Provider>
  );
}

const root = document.getElementById('root');
// The font first: what is measured with another would be cut off.
if (root) {
  document.fonts.load('14px Inter').finally(() =>
    createRoot(root).render(
      <StrictMode>
        <Themed />
      </StrictMode>,
    ),
  );
}
