import { printable } from '../../../printable.js';
import { Missing } from './number.js';

/* Texts in these letters, which run to the right, need nothing around them. */
const runsRight = /^[\p{Script=Latin}\p{Script=Common}]*$/u;

/**
 * Shows a text that comes from Toast: escaped, characters that control the layout made visible, and its
 * direction kept from the text around it.
 */
export function ToastText({ text }: { readonly text: string }) {
  const shown = printable(text);
  if (shown.trim() === '') return <Missing why="no name" />;
  return runsRight.test(shown) ? <>{shown}</> : <bdi>{shown}</bdi>;
}
