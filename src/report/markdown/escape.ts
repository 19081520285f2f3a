import { printable } from '../../printable.js';

/* More would push the numbers of a message off the screen. */
const maxLength = 60;

/**
 * Returns text from Toast so that Markdown shows it as it is, on one line and cut off when it is long: no
 * emphasis, link, image, tag or entity comes of it. A chat does not take it for a mention or an address.
 */
export function escaped(text: string): string {
  /* Half of a character, which Toast may cut off, is no text. */
  const line = printable(text.trim().replace(/\p{Surrogate}/gu, '\ufffd'));
  const characters = [...line];
  const shown =
    characters.length <= maxLength ? line : `${characters.slice(0, maxLength - 1).join('')}…`;
  return (
    shown
      .replace(/[\\`*_{}[\]<>~|&#$]/g, '\\$&')
      .replace(/:(?=\/\/)/g, '\\:')
      .replace(/\bwww\./gi, (start) => start.replace('.', '\\.'))
      /* Chats do not know the escape of an at sign; a space of no width ends a mention. */
      .replaceAll('@', '@\u200b')
  );
}
