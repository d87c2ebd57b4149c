import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router'
import { Crash } from './Crash'
import { LostPage } from './LostPage'
import { Shell } from './Shell'

/** Every page of the app, one line each; pages arrive as chunks of their own. */
const root = createRootRoute({ component: Shell, notFoundComponent: LostPage, errorComponent: Crash })
const under = () => root

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
    path: '/segments',
    component: lazyRouteComponent(() => import('@/features/segments/SegmentsPage'), 'SegmentsPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/campaigns',
    component: lazyRouteComponent(() => import('@/features/campaigns/CampaignsPage'), 'CampaignsPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/inbox',
    component: lazyRouteComponent(() => import('@/features/inbox/InboxPage'), 'InboxPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/health',
    component: lazyRouteComponent(() => import('@/features/health/HealthPage'), 'HealthPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/settings',
    component: lazyRouteComponent(() => import('@/features/settings/SettingsPage'), 'SettingsPage'),
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
