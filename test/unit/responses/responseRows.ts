import {
  faultKinds,
  imageFormKinds,
  type FaultKind,
  type Operation,
} from '../../gateway/faults/faultKinds.ts';

/** The moments of a generation at which the service gives a response of the table. */
export const moments = {
  submit: { on: 'submit', title: 'The response to the submit' },
  firstQuery: { on: 'query', title: 'The response to the first query' },
  generating: { on: 'query', title: 'The response to a later query, while the task is running' },
  ready: { on: 'query', title: 'The response to the query that would report success' },
  firstImage: { on: 'image', title: 'The download of the first image of a set' },
  secondImage: { on: 'image', title: 'The download of the second image of a set' },
} as const satisfies Record<string, { readonly on: Operation; readonly title: string }>;

export type MomentName = keyof typeof moments;

/** The names of the moments, in the order of a generation. */
export const momentNames = Object.keys(moments) as readonly MomentName[];

/** How often the response is given, from the moment on. */
export const frequencies = { once: 1, 'three times': 3, 'for ever': Infinity } as const;

export type Frequency = keyof typeof frequencies;

/** A response at a moment. */
export interface ResponseRow {
  readonly moment: MomentName;
  readonly kind: FaultKind;
  readonly frequency: Frequency;
  /** Seconds that pass before the response. */
  readonly delaySeconds?: number;
}

/** Seconds after which the service's own response arrives: less than the longest silence. */
const delays: Readonly<Record<Operation, readonly number[]>> = {
  submit: [61, 250],
  query: [25],
  image: [15],
};

/** These forms only change a response that has images. */
const imageForms = new Set<FaultKind>(imageFormKinds);

/** Unpacking takes real time, during which the clock of these tests would run on. */
const untimedKinds = new Set<FaultKind>(['packedLarge']);

/** Every kind of response at every moment at which it can be given, with every frequency. */
export const responseRows: readonly ResponseRow[] = momentNames.flatMap((moment) => {
  const { on } = moments[moment];
  const kinds = faultKinds[on].filter(
    (kind) => !untimedKinds.has(kind) && (moment === 'ready' || !imageForms.has(kind)),
  );
  return kinds.flatMap((kind) => {
    const responses =
      kind === 'pass' ? delays[on].map((delaySeconds) => ({ kind, delaySeconds })) : [{ kind }];
    return responses.flatMap((response) =>
      (Object.keys(frequencies) as Frequency[]).map((frequency) => ({
        moment,
        frequency,
        ...response,
      })),
    );
  });
});
