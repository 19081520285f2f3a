/* What an ApiError ends with: the endpoint, the restaurant and the request. */
const origin = / \(\/[^()]*\)$/;

/** Returns what Toast answered, without endpoint, restaurant and request, which differ each time. */
export function shortReason(error: string): string {
  return error.replace(origin, '');
}

/** Returns why a window was not read, without the restaurant's GUID: its name stands beside it. */
export function reasonText(error: string): string {
  return error.replace(origin, (where) => where.replace(/, restaurant [^,)]+/, ''));
}
