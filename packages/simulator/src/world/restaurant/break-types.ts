import type { BreakType } from './catalogue.js';

/** The breaks that staff may take. */
export const BREAK_TYPES: Readonly<Record<'meal' | 'rest', Omit<BreakType, 'reference'>>> = {
  meal: {
    name: 'Meal Break',
    paid: false,
    duration: 30,
    trackMissedBreaks: true,
    trackBreakAcknowledgement: true,
  },
  rest: {
    name: 'Rest – Pause',
    paid: true,
    duration: 10,
    trackMissedBreaks: true,
    trackBreakAcknowledgement: false,
  },
};
