import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { Crash } from './Crash'
import { LostPage } from './LostPage'
import { Shell } from './Shell'

/** Every page of the app, one line each; pages arrive as chunks of their own. */
const root = createRootRoute({ component: Shell, notFoundComponent: LostPage, errorComponent: Crash })
const under = () => root

/** A link may name the part of a page that it leads to. */
const partOf = ({ at }: Record<string, unknown>): { at?: string } => (typeof at === 'string' ? { at } : {})

const routes = [
  createRoute({
    getParentRoute: under,
    path: '/',
    component: lazyRouteComponent(() => import('@/features/today/TodayPage'), 'TodayPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/contacts',
    component: lazyRouteComponent(() => import('@/features/contacts/ContactsPage'), 'ContactsPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/contacts/import',
    validateSearch: (search: Record<string, unknown>): { file?: string } =>
      typeof search.file === 'string' ? { file: search.file } : {},
    component: lazyRouteComponent(() => import('@/features/contacts/import/ImportPage'), 'ImportPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/contacts/imports',
    component: lazyRouteComponent(() => import('@/features/contacts/imports/ImportsPage'), 'ImportsPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/contacts/cleanup',
    validateSearch: (search: Record<string, unknown>): { kind?: string } =>
      typeof search.kind === 'string' ? { kind: search.kind } : {},
    component: lazyRouteComponent(() => import('@/features/contacts/cleanup/CleanupPage'), 'CleanupPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/contacts/$id',
    component: lazyRouteComponent(() => import('@/features/contacts/ContactPage'), 'ContactPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/segments',
    component: lazyRouteComponent(() => import('@/features/segments/SegmentsPage'), 'SegmentsPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/segments/new',
    component: lazyRouteComponent(() => import('@/features/segments/SegmentPage'), 'NewSegmentPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/segments/$id',
    component: lazyRouteComponent(() => import('@/features/segments/SegmentPage'), 'SegmentPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/campaigns',
    component: lazyRouteComponent(() => import('@/features/campaigns/CampaignsPage'), 'CampaignsPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/campaigns/new',
    beforeLoad: () => {
      // One page for both, so that the first save can name the draft without the page being built anew.
      throw redirect({ to: '/campaigns/$id/edit', params: { id: 'new' }, replace: true })
    },
  }),
  createRoute({
    getParentRoute: under,
    path: '/campaigns/$id/edit',
    validateSearch: partOf,
    component: lazyRouteComponent(() => import('@/features/campaigns/compose/ComposerPage'), 'ComposerPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/campaigns/$id/check',
    component: lazyRouteComponent(() => import('@/features/campaigns/check/CheckPage'), 'CheckPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/campaigns/$id/rehearsal',
    component: lazyRouteComponent(
      () => import('@/features/campaigns/rehearsal/RehearsalPage'),
      'RehearsalPage',
    ),
  }),
  createRoute({
    getParentRoute: under,
    path: '/campaigns/$id',
    component: lazyRouteComponent(() => import('@/features/watch/WatchPage'), 'WatchPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/inbox',
    validateSearch: (search: Record<string, unknown>): { with?: number } => {
      const id = Number(search.with)
      return Number.isInteger(id) && id > 0 ? { with: id } : {}
    },
    component: lazyRouteComponent(() => import('@/features/inbox/InboxPage'), 'InboxPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/doubts',
    component: lazyRouteComponent(() => import('@/features/doubts/DoubtsPage'), 'DoubtsPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/health',
    component: lazyRouteComponent(() => import('@/features/health/HealthPage'), 'HealthPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/settings',
    validateSearch: partOf,
    component: lazyRouteComponent(() => import('@/features/settings/SettingsPage'), 'SettingsPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/settings/wordings',
    component: lazyRouteComponent(() => import('@/features/wordings/WordingsPage'), 'WordingsPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/settings/rules',
    component: lazyRouteComponent(() => import('@/features/rules/RulesPage'), 'RulesPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/settings/twilio',
    component: lazyRouteComponent(() => import('@/features/settings/TwilioPage'), 'TwilioPage'),
  }),
] as const

const tree = root.addChildren(routes)

export function makeRouter() {
  return createRouter({
    routeTree: tree,
    history: createHashHistory(),
    defaultErrorComponent: Crash,
    defaultPreload: 'intent',
    defaultPendingMs: 200,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
