/** The only room that speaks to the desktop shell. Pages ask for generated commands through `ask`. */
export { type Answer, ask } from './ask'
export * from './bindings'
export { type DropWatch, type FileKind, pickFile, pickTarget, watchDrops } from './files'
export { HostProblem, type Problem, problemOf } from './problem'
export { progressTo } from './progress'
export { moveTo, stageQuery } from './stage'
