import { Refusal } from '../http/error-message.js';

/** Makes a change; a RangeError, which tells what is wrong with the request, becomes a 400. */
export function refusingWrongOnes(change: () => void): void {
  try {
    change();
  } catch (error) {
    throw error instanceof RangeError ? new Refusal(400, error.message) : error;
  }
}
