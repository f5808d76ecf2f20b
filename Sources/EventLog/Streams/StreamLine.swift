/// What the index says of one stream: a line of states ordered by clock.
struct StreamLine {
  let source: Int64

  /// Every version, in order of position.
  let all: [StreamVersion]

  /// The versions that count, in order of clock, then position; decisions in that of the log.
  let counting: [StreamVersion]

  /// Whether the book itself decides what they say: the last one holds, whatever its clock.
  private let isDecided: Bool

  init(
    _ source: Int64, _ all: [StreamVersion], without takenBack: TakenBack, isDecided: Bool = false
  ) {
    self.source = source
    self.all = all
    var counting = takenBack.isEmpty ? all : all.filter { !takenBack.contains($0.position) }
    if counting.count > 1, !isDecided {
      counting.sort { ($0.clock, $0.position) < ($1.clock, $1.position) }
    }
    self.counting = counting
    self.isDecided = isDecided
  }

  /// The number of its next version.
  var next: Int64 { Int64(all.count + 1) }

  /// The version that holds at a clock.
  func version(at clock: Int64) -> StreamVersion? {
    isDecided ? counting.last : counting.last { $0.clock <= clock }
  }

  func version(after clock: Int64) -> StreamVersion? {
    isDecided ? nil : counting.first { $0.clock > clock }
  }

  /// One that tells this state at just this clock; of decisions made at one time only the last counts.
  func version(at clock: Int64, like state: Int64) -> StreamVersion? {
    isDecided ? nil : counting.first { $0.clock == clock && $0.state == state }
  }

  /// Where the versions stand that tell the same state as one, those taken back too.
  func positions(alike version: StreamVersion) -> [Int64] {
    all.filter { $0.state == version.state }.map(\.position)
  }
}
