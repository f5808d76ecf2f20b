import Domain

/// A set of positions as runs of neighbours: what one answer showed lies together in the log.
struct PositionRuns {
  private var runs: [ClosedRange<Int64>] = []
  private var isSorted = true

  var isEmpty: Bool { runs.isEmpty }

  /// The greatest position, of a set as it was stored.
  var last: Int64? { runs.last?.upperBound }

  init() {}

  /// Reads the stored form; see schemas/event_log.md.
  init(_ stored: Bytes) throws(CodecError) {
    var reader = ByteReader(stored)
    var last: Int64 = 0
    while !reader.isAtEnd {
      let (first, tooFar) = last.addingReportingOverflow(Int64(clamping: try reader.varint()))
      let (end, tooLong) = first.addingReportingOverflow(Int64(clamping: try reader.varint()))
      guard !tooFar, !tooLong else {
        throw CodecError(offset: reader.offset, reason: .overflow)
      }
      runs.append(first...end)
      last = end
    }
  }

  /// The stored form: of each run how far its first is from the last of the run before, and how many
  /// more there are.
  mutating func stored() -> [UInt8] {
    sort()
    var bytes: [UInt8] = []
    var last: Int64 = 0
    for run in runs {
      Varint.append(UInt64(run.lowerBound - last), to: &bytes)
      Varint.append(UInt64(run.upperBound - run.lowerBound), to: &bytes)
      last = run.upperBound
    }
    return bytes
  }

  mutating func insert(_ position: Int64) {
    if let last = runs.last {
      if last.contains(position) { return }
      if position == last.upperBound + 1 {
        runs[runs.count - 1] = last.lowerBound...position
        return
      }
      if position < last.lowerBound { isSorted = false }
    }
    runs.append(position...position)
  }

  /// Takes out what `others` has.
  mutating func subtract(_ others: [PositionRuns]) {
    sort()
    var left = PositionRuns()
    for run in runs {
      for position in run where !others.contains(where: { $0.has(position) }) {
        left.insert(position)
      }
    }
    self = left
  }

  /// Whether one of the positions is there.
  mutating func contains(oneOf positions: [Int64]) -> Bool {
    sort()
    return positions.contains(where: has)
  }

  /// Those of `positions`, which ascend, that are there.
  mutating func common(_ positions: [Int64]) -> [Int64] {
    sort()
    return positions.filter(has)
  }

  private func has(_ position: Int64) -> Bool {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].upperBound < position { low = middle + 1 } else { high = middle }
    }
    return low < runs.count && runs[low].contains(position)
  }

  private mutating func sort() {
    if isSorted { return }
    let unsorted = runs.sorted { $0.lowerBound < $1.lowerBound }
    runs = []
    for run in unsorted {
      if let last = runs.last, run.lowerBound <= last.upperBound + 1 {
        runs[runs.count - 1] = last.lowerBound...max(last.upperBound, run.upperBound)
      } else {
        runs.append(run)
      }
    }
    isSorted = true
  }
}
