import 'nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.css';
import './shell/theme.css';
import './shell/shell.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { returnFromIssuer } from './identity/return-from-issuer.js';
import { Shell } from './shell/shell.js';
import { applyTheme, printInLight, storedTheme } from './shell/theme.js';

applyTheme(storedTheme());
printInLight();
const root = document.getElementById('root');
if (!root) throw new Error('The page has no element with the id root');
await returnFromIssuer();
createRoot(root).render(
  <StrictMode>
    <Shell />
  </StrictMode>,
);
