import { useEffect } from 'react';

/** Calls back when Escape is pressed, unless in a field or an open menu, which it closes. */
export function useEscape(pressed: (() => void) | undefined): void {
  useEffect(() => {
    if (!pressed) return;
    const listen = (event: KeyboardEvent): void => {
      const { target } = event;
      const isTaken =
        event.defaultPrevented ||
        (target instanceof Element &&
          target.closest('input, textarea, [role=menu], [role=dialog], [role=listbox]'));
      if (event.key === 'Escape' && !isTaken) pressed();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [pressed]);
}
