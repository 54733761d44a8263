import './notice.css';
import type { ReactNode } from 'react';

interface NoticeProps {
  readonly kind: 'error' | 'warning' | 'information' | 'success';
  readonly title: string;
  readonly children?: ReactNode;
}

/** A framed message; an error is read out at once, the others when there is time. */
export function Notice({ kind, title, children }: NoticeProps) {
  return (
    <div className={`kit-notice kit-notice--${kind}`} role={kind === 'error' ? 'alert' : 'status'}>
      <p className="kit-notice__title">{title}</p>
      {children}
    </div>
  );
}
