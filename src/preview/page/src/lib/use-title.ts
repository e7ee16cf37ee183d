import { useEffect } from 'react';

/** The title of the page, from what is shown to what it is part of, as in Grafana. */
export function useTitle(parts: readonly string[]): void {
  const title = [...parts, 'Dashwright'].join(' - ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}
