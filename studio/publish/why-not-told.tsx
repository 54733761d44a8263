import { routeTo } from '../shell/route.js';
import type { RegistryTold } from './registry-told.js';

interface WhyNotToldProps {
  /** For example `use by clients`. */
  readonly what: string;
  readonly told: Exclude<RegistryTold<unknown>, { readonly kind: 'told' }>;
}

/** Why something that the registry knows is not shown. */
export function WhyNotTold({ what, told }: WhyNotToldProps) {
  switch (told.kind) {
    case 'loading':
      return `Loading ${what} …`;
    case 'no-registry':
      return `Not shown: this gateway follows no registry, which would know ${what}`;
    case 'failed':
      return `The registry does not show ${what}: ${told.message}`;
    case 'signed-out':
      return (
        <>
          Not shown: <a href={routeTo(['publish'])}>sign in to the registry</a> to see {what}
        </>
      );
  }
}
