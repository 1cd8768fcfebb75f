import { Link } from '@tanstack/react-router'
import { AnswerMark } from '../design/answer-mark.tsx'
import { buttonClass } from '../design/button.tsx'
import { usePageTitle } from '../design/page.tsx'
import { useStrings } from '../i18n/strings.tsx'
import '../live/poster.css'
import { PosterShapes } from '../live/poster-shapes.tsx'
import { PublicFrame } from './public-frame.tsx'

/** The first page for those who aren't signed in: what this is, and the three ways in. */
export function LandingPage() {
  const { landing: t } = useStrings('identity')
  const { nav, product } = useStrings('common')
  usePageTitle(product)
  return (
    <PublicFrame
      actions={
        <Link to="/sign-in" className={buttonClass({ size: 'small' })}>
          {nav.signIn}
        </Link>
      }
    >
      <div className="mx-auto grid w-full max-w-page gap-x-16 gap-y-12 px-4 pt-8 pb-16 sm:px-6 md:grid-cols-[1.6fr_1fr] md:pt-16">
        <div>
          <h1 className="poster text-[clamp(3rem,12vw,6.25rem)] leading-[0.9]">
            {t.headline.map((line) => (
              <span key={line} className="block">
                {line}{' '}
              </span>
            ))}
          </h1>
          <p className="mt-6 max-w-text text-lg">{t.lead}</p>
          <div className="mt-8">
            <Link to="/sign-up" className={buttonClass({ kind: 'primary', size: 'large' })}>
              {t.start}
            </Link>
          </div>
        </div>
        <div className="flex flex-col md:-mb-12">
          <JoinTicket />
          <PosterShapes className="-mt-14 aspect-4/3 w-[80%] shrink-0 self-end overflow-visible max-md:hidden" />
        </div>
        <ul className="grid gap-x-10 gap-y-8 border-t-4 border-ink pt-6 md:col-span-2 md:grid-cols-3">
          {t.points.map((point, place) => (
            <li key={point.title} className="flex gap-4">
              <AnswerMark place={place} className="size-12" />
              <div>
                <h2 className="text-lg">{point.title}</h2>
                <p className="mt-1 text-soft">{point.text}</p>
              </div>
            </li>
          ))}
        </ul>
      </div>
    </PublicFrame>
  )
}

/** Leaves for the players' page, which is a page of its own. */
function JoinTicket() {
  const { landing: t } = useStrings('identity')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        const code = new FormData(event.currentTarget).get('code')
        const digits = typeof code === 'string' ? code.replace(/\D/g, '') : ''
        location.assign(digits === '' ? '/join' : `/j/${digits}`)
      }}
      className="relative z-10 border-2 border-on-answer-2 bg-answer-2 p-6 text-on-answer-2 md:-rotate-1"
    >
      <h2 className="poster text-2xl">{t.join.title}</h2>
      <label htmlFor="code" className="mt-4 block font-bold">
        {t.join.label}
      </label>
      <div className="mt-1.5 flex gap-2">
        <input
          id="code"
          name="code"
          inputMode="numeric"
          autoComplete="off"
          placeholder="000 000"
          aria-describedby="code-hint"
          maxLength={12}
          className="tabular min-h-13 w-full min-w-0 rounded-sm border-2 border-on-answer-2 bg-[#fdfaf3]
            px-3 font-display text-xl font-bold tracking-widest text-on-answer-2
            placeholder:text-on-answer-2/45 focus-visible:outline-on-answer-2"
        />
        <button
          type="submit"
          className="rounded-sm bg-on-answer-2 px-5 font-bold text-answer-2 focus-visible:outline-on-answer-2"
        >
          {t.join.action}
        </button>
      </div>
      <p id="code-hint" className="mt-2 text-sm">
        {t.join.hint}
      </p>
    </form>
  )
}
