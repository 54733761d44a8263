import { useEffect, useState } from 'react';
import { applyTheme, onDeviceTheme, storedTheme, type Theme } from './theme.js';

/** Lets the user choose between light, dark and what the device says. */
export function ThemeChoice() {
  const [theme, setTheme] = useState(storedTheme);
  useEffect(() => {
    applyTheme(theme);
    return onDeviceTheme(() => applyTheme(theme));
  }, [theme]);
  return (
    <label className="app-theme">
      Theme
      <select value={theme} onChange={(event) => setTheme(event.target.value as Theme)}>
        <option value="system">As the device</option>
        <option value="light">Light</option>
        <option value="dark">Dark</option>
      </select>
    </label>
  );
}
