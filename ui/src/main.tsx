import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './kit/theme.css'
import './kit/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App'
import { makeQueries } from './app/queries'
import { makeRouter } from './app/router'
import { startStrings } from './strings'

startStrings()
const place = document.getElementById('root')
if (place) {
  createRoot(place).render(
    <StrictMode>
      <App queries={makeQueries()} router={makeRouter()} />
    </StrictMode>,
  )
}
