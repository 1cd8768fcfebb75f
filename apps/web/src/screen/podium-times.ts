/** When first, second and third appear, counted from the podium's beginning. */
export const podiumAfterMs = [3_000, 1_700, 500] as const
