/**
 * `tell`, at most once in `ms` milliseconds: the first news at once, and of what comes in the time after the last when it is over. Whoever
 * tells checks that it still holds.
 */
export function atIntervals<News>(ms: number, tell: (news: News) => void): (news: News) => void {
  let isPausing = false
  let waiting: { readonly news: News } | null = null
  const say = (news: News): void => {
    isPausing = true
    tell(news)
    setTimeout(() => {
      isPausing = false
      if (waiting !== null) say(waiting.news)
    }, ms)
    waiting = null
  }
  return (news) => {
    if (isPausing) waiting = { news }
    else say(news)
  }
}
