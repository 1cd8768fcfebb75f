/** How a link within text looks. */
export const textLink =
  'font-bold text-accent underline decoration-2 underline-offset-4 hover:text-accent-strong'
