/** Stands in for the desktop shell in the screenshot run; put into the page before the app starts. */
import { mockIPC, mockWindows } from '@tauri-apps/api/mocks'
import { type Answers, answering } from '../fixtures/answering'
import { shop } from '../fixtures/shop'

mockWindows('main')
const { shotAnswers } = window as unknown as { shotAnswers: Answers }
mockIPC(answering({ ...shop, ...shotAnswers }), { shouldMockEvents: true })
