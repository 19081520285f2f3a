/** The attached database for what only the run itself needs; it is not in the file and ends with the run. */
export const scratch = 'scratch';
