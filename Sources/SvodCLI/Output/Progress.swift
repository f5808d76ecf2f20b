import Platform

/// How far a long scan is: one line that is written over on a terminal, one every 30 s elsewhere.
final class Progress {
  private let start = Machine.seconds
  private var lastTold: Double
  private let isTerminal = Machine.isTerminal(2)

  init() { lastTold = start }

  func tell(done: Int64, of all: Int64) {
    let now = Machine.seconds
    let isEnd = done >= all
    guard now - lastTold >= (isTerminal ? 0.2 : 30) || (isEnd && isTerminal && now - start > 0.5)
    else { return }
    lastTold = now
    let rate = Double(done) / max(now - start, 0.001)
    let left = rate > 0 ? Int(Double(all - done) / rate) : 0
    let percent = all > 0 ? done * 100 / all : 100
    let line = "\(done) of \(all) events (\(percent) %), \(Int(rate)) a second, \(left) s left"
    Machine.write(isTerminal ? "\r\u{1B}[K\(line)\(isEnd ? "\n" : "")" : line + "\n", to: 2)
  }
}
