const offset = Number(process.hrtime.bigint()) / 1e6 - performance.now()

/** Milliseconds by a clock that all processes of this machine share and that never jumps. */
export const machineMs = () => performance.now() + offset
