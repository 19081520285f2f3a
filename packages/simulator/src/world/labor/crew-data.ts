import type { JobKey } from './jobs.js';

/** When somebody works: the early or late half of a day, or through; servers work every day. */
export type Half = 'early' | 'late' | 'through';

/** A wage of one's own in a job from a day on (counted from the world's first); null: no more. */
export interface RaiseRow {
  readonly job: JobKey;
  readonly day: number;
  /** Cents above the job's wage. */
  readonly above: number | null;
}

export interface CrewRow {
  readonly name: string;
  readonly chosenName?: string;
  readonly half: Half;
  readonly jobs: readonly JobKey[];
  readonly raises?: readonly RaiseRow[];
  /** Hired and left, in days counted from the world's first. */
  readonly from?: number;
  readonly until?: number;
  /** Works at two neighbouring locations, on alternate days. */
  readonly shared?: boolean;
}

/** What servers of the catalogue do besides serving, by their number. */
export const SERVER_ROWS: Readonly<Record<number, Partial<CrewRow>>> = {
  0: { raises: [{ job: 'server', day: -40, above: 150 }] },
  2: {
    jobs: ['server', 'bartender'],
    raises: [{ job: 'bartender', day: -40, above: 75 }],
  },
  3: { raises: [{ job: 'server', day: 3, above: 100 }] },
  5: {
    raises: [
      { job: 'server', day: -40, above: 210 },
      { job: 'server', day: 5, above: null },
    ],
  },
  6: { chosenName: 'DJ' },
};

/** Those of a restaurant's staff whom no order names. */
export const CREW: readonly CrewRow[] = [
  { name: 'Ana Ruíz', half: 'late', jobs: ['bartender'] },
  { name: 'Tom Berg', half: 'through', jobs: ['cook'] },
  { name: 'Yuki Tanaka 田中', half: 'late', jobs: ['cook'] },
  { name: 'Hanna Kim', half: 'early', jobs: ['host', 'server'] },
  { name: 'Ravi Patel', half: 'late', jobs: ['driver'] },
  { name: 'Ömer Yılmaz', half: 'early', jobs: ['trainee', 'cook'], until: -12 },
  {
    name: 'Lena Fischer',
    half: 'early',
    jobs: ['busser', 'host'],
    raises: [
      { job: 'busser', day: -40, above: 60 },
      { job: 'host', day: -40, above: 35 },
    ],
  },
  { name: 'Max Ng', half: 'late', jobs: ['host'], from: 4 },
  { name: 'Carla Rossi', half: 'late', jobs: ['host'], until: 7 },
  {
    name: 'Noor El-Amin',
    half: 'through',
    jobs: ['cook'],
    raises: [{ job: 'cook', day: -40, above: 125 }],
    shared: true,
  },
  { name: 'Beatriz Souza', chosenName: 'Bia', half: 'through', jobs: ['manager'], shared: true },
];
