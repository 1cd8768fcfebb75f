import confetti from 'canvas-confetti'

const colours = ['#213d98', '#0b7a70', '#f9d3dc', '#fdf6e6', '#bd3216']

/** Throws confetti after a while, in our colours; none under reduced motion. Gives what ends it. */
export function throwConfetti(canvas: HTMLCanvasElement, afterMs: number): () => void {
  // A worker would come from a blob: address, which the content-security policy refuses.
  const fire = confetti.create(canvas, { resize: true, useWorker: false })
  const shared = {
    colors: colours,
    shapes: ['square', 'circle'] as confetti.Shape[],
    disableForReducedMotion: true,
    ticks: 420,
    scalar: canvas.clientWidth / 850,
  }
  const bursts = [
    { afterMs, x: 0.5, angle: 90, spread: 100, particleCount: 160, startVelocity: 62 },
    { afterMs: afterMs + 450, x: 0, angle: 60, spread: 70, particleCount: 110, startVelocity: 75 },
    { afterMs: afterMs + 650, x: 1, angle: 120, spread: 70, particleCount: 110, startVelocity: 75 },
  ]
  const timers = bursts.map(({ afterMs: wait, x, ...burst }) =>
    setTimeout(() => void fire({ ...shared, ...burst, origin: { x, y: 0.75 } }), wait),
  )
  return () => {
    for (const timer of timers) clearTimeout(timer)
    fire.reset()
  }
}
