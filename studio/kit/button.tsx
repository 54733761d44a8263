import './button.css';
import type { ReactNode, Ref } from 'react';

interface ButtonProps {
  readonly children: ReactNode;
  readonly onClick?: () => void;
  /** `main` for the one thing that a page is for; else quiet. */
  readonly look?: 'main' | 'quiet' | 'plain';
  readonly type?: 'button' | 'submit';
  /** The name for who hears the page, where the text alone does not say it. */
  readonly label?: string;
  readonly isPressed?: boolean;
  readonly isDisabled?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button. */
export function Button(props: ButtonProps) {
  const { children, onClick, look = 'quiet', type = 'button', label, isPressed, isDisabled = false, ref } = props;
  return (
    <button
      className={`kit-button kit-button--${look}`}
      type={type}
      onClick={onClick}
      aria-label={label}
      aria-pressed={isPressed}
      disabled={isDisabled}
      ref={ref}
    >
      {children}
    </button>
  );
}
