/** Seconds that this thread has computed: others at work on the machine don't count. */
export function processorTime(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1e6
}
