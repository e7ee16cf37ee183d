import { useEffect, useState } from 'react';

/** True while an element is in the visible part of the page or just outside of it. */
export function useNear(element: React.RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (!element.current) return;
    const observer = new IntersectionObserver((entries) => setNear(entries.at(-1)?.isIntersecting === true), {
      rootMargin: '200px',
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  const printed = usePrinted();
  return near || printed;
}

/** True from the moment at which an element first comes near the visible part of the page. */
export function useSeen(element: React.RefObject<HTMLElement | null>): boolean {
  const near = useNear(element);
  const [seen, setSeen] = useState(false);
  if (near && !seen) setSeen(true);
  return seen || near;
}

/** True once the page has been printed: paper has all of it. */
function usePrinted(): boolean {
  const [printed, setPrinted] = useState(false);
  useEffect(() => {
    const print = (): void => setPrinted(true);
    window.addEventListener('beforeprint', print);
    return () => window.removeEventListener('beforeprint', print);
  }, []);
  return printed;
}
