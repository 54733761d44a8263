import type { ReactNode } from 'react';
import { Loading } from '../kit/loading.js';
import { Notice } from '../kit/notice.js';
import type { Loaded } from '../kit/use-loaded.js';

interface FromRegistryProps<Data> {
  readonly what: string;
  readonly loaded: Loaded<Data>;
  readonly children: (data: Data) => ReactNode;
}

/** What the registry answered, or that it is on its way, or why it is not there. */
export function FromRegistry<Data>({ what, loaded, children }: FromRegistryProps<Data>) {
  if (loaded.kind === 'loading') return <Loading what={what} />;
  if (loaded.kind === 'loaded') return children(loaded.value);
  return (
    <Notice kind="error" title={`The registry does not show ${what}`}>
      <p>{loaded.error.message}</p>
    </Notice>
  );
}
