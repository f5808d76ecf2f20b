import Platform

/// How far a long build is: one line that is written over on a terminal, one every 30 s elsewhere, or
/// JSON for programs.
final class Progress {
  enum Mode: String, CaseIterable {
    case auto, json, none
  }

  private let mode: Mode
  private let start = Machine.seconds
  private var lastTold: Double
  private let isTerminal = Machine.isTerminal(2)

  init(_ mode: Mode = .auto) {
    self.mode = mode
    lastTold = start
  }

  /// Seconds between two lines.
  private var pause: Double {
    switch mode {
    case .auto: isTerminal ? 0.2 : 30
    case .json: 1
    case .none: .infinity
    }
  }

  func tell(done: Int64, of all: Int64) {
    let now = Machine.seconds
    let isEnd = done >= all
    let wasShown = isEnd && isTerminal && mode == .auto && now - start > 0.5
    guard now - lastTold >= pause || wasShown else { return }
    lastTold = now
    let rate = Double(done) / max(now - start, 0.001)
    let left = rate > 0 ? Int(Double(all - done) / rate) : 0
    let line: String
    if mode == .json {
      line =
        "{\"done\":\(done),\"events\":\(all),\"per_second\":\(Int(rate)),\"seconds_left\":\(left)}\n"
    } else {
      let percent = all > 0 ? done * 100 / all : 100
      let words = "\(done) of \(all) events (\(percent) %), \(Int(rate)) a second, \(left) s left"
      line = isTerminal ? "\r\u{1B}[K\(words)\(isEnd ? "\n" : "")" : words + "\n"
    }
    Machine.write(line, to: 2)
  }
}
