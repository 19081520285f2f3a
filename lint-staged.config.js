/* Runs before each commit (.husky/pre-commit): types of the whole project, lint and format of what is staged. */
export default {
  '*.{ts,tsx}': () => 'npm run --silent types',
  '*.{ts,tsx,js}': [
    'oxlint --max-warnings 0 --no-error-on-unmatched-pattern',
    'oxfmt --no-error-on-unmatched-pattern',
  ],
  '*.{json,md,yml,yaml,css}': 'oxfmt --no-error-on-unmatched-pattern',
};
