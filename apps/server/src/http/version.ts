import description from '../../package.json' with { type: 'json' }

/** The program's version. */
export const { version } = description
