import fc from 'fast-check';

/* Properties hold for the same random values in every run; TEST_SEED draws others. */
const { TEST_SEED = '20261127' } = process.env;
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(TEST_SEED) });
