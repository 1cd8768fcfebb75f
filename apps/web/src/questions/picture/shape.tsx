import type { Area } from '@quizmentor/engine/question/image'

interface Props {
  readonly area: Area
  readonly className?: string
}

/** An area, drawn in the pixels of its picture; its line is as wide at any size. */
export function Shape({ area, className }: Props) {
  const shared = { className, vectorEffect: 'non-scaling-stroke' as const }
  switch (area.shape) {
    case 'rectangle':
      return <rect x={area.x} y={area.y} width={area.width} height={area.height} {...shared} />
    case 'ellipse':
      return <ellipse cx={area.x} cy={area.y} rx={area.rx} ry={area.ry} {...shared} />
    case 'polygon':
      return <polygon points={area.points.map(({ x, y }) => `${x},${y}`).join(' ')} {...shared} />
  }
}

/** The same line twice, dark on light, so that it is seen on any picture. */
export function Outline({ area, className = '' }: Props) {
  return (
    <g className="fill-none">
      <Shape area={area} className="stroke-paper stroke-5" />
      <Shape area={area} className={className} />
    </g>
  )
}
