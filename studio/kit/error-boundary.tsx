import { Component, type ReactNode } from 'react';
import { Notice } from './notice.js';

interface Props {
  readonly children: ReactNode;
}

/** Shows what went wrong in the part of the page below it, and leaves the rest of the page alone. */
export class ErrorBoundary extends Component<Props, { readonly error: Error | null }> {
  override state = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const error = this.state.error as Error | null;
    if (!error) return this.props.children;
    return (
      <Notice kind="error" title="This part of the page failed">
        <p>{error.message}</p>
        <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={() => location.reload()}>
          Load the page again
        </button>
      </Notice>
    );
  }
}
