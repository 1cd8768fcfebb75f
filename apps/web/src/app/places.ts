import type { Role } from '@quizmentor/contract/role'
import { linkOptions, type LinkOptions } from '@tanstack/react-router'
import type { IconName } from '../design/icon.tsx'
import type { Common } from '../i18n/en/common.ts'

/** A part of the app that the main navigation leads to. */
export interface Place {
  readonly id: string
  readonly label: (common: Common) => string
  /** For the bar at the foot of a phone, and the top of a narrow screen. */
  readonly short: (common: Common) => string
  readonly icon: IconName
  /** The least role that sees it. */
  readonly role: Role
  readonly link: (workspaceId: string) => LinkOptions
}

/** The main navigation, in order. The command palette reaches the same places. */
export const places: readonly Place[] = [
  {
    id: 'home',
    label: ({ nav }) => nav.home,
    short: ({ nav }) => nav.home,
    icon: 'home',
    role: 'learner',
    link: (workspaceId) =>
      linkOptions({
        to: '/w/$workspaceId',
        params: { workspaceId },
        activeOptions: { exact: true },
      }),
  },
  {
    id: 'history',
    label: ({ nav }) => nav.history,
    short: ({ nav }) => nav.history,
    icon: 'history',
    role: 'learner',
    link: (workspaceId) => linkOptions({ to: '/w/$workspaceId/history', params: { workspaceId } }),
  },
  {
    id: 'games',
    label: ({ nav }) => nav.games,
    short: ({ nav }) => nav.gamesShort,
    icon: 'games',
    role: 'host',
    link: (workspaceId) => linkOptions({ to: '/w/$workspaceId/games', params: { workspaceId } }),
  },
  {
    id: 'bank',
    label: ({ nav }) => nav.bank,
    short: ({ nav }) => nav.bankShort,
    icon: 'bank',
    role: 'host',
    link: (workspaceId) => linkOptions({ to: '/w/$workspaceId/bank', params: { workspaceId } }),
  },
  {
    id: 'admin',
    label: ({ nav }) => nav.admin,
    short: ({ nav }) => nav.adminShort,
    icon: 'admin',
    role: 'admin',
    link: (workspaceId) => linkOptions({ to: '/w/$workspaceId/admin', params: { workspaceId } }),
  },
]
