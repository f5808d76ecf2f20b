import EventLog
import Platform

/// Reads the payloads of imports again, several at a time, and compares them with the log.
///
/// What comes of it stands in the order of the imports, however they were shared out.
struct PayloadComparisons {
  let imports: [Reimport.Comparison]
  let blocks: ImportBlocks
  let takenBack: TakenBack
  let toldMax: Int
  let progress: (Int64, Int64) -> Void

  /// What one thread reads with.
  struct Reader {
    let log: EventLog
    let replay: PayloadReplay
  }

  /// Bytes of payloads that are in memory at a time, unless one alone is larger.
  private static let payloadsMax = 512 << 20

  func run(_ open: () throws -> Reader) throws -> [Reimport.Comparison] {
    let runs = imports.map { blocks.runs(of: $0.record.id) }
    let events = runs.joined().reduce(0) { $0 + Int64($1.count) }
    let progress = ReplayProgress(of: events, progress)
    let count = max(1, min(Machine.processors, imports.count))
    let readers = Handover<Reader>(limit: count)
    for _ in 0..<count { _ = readers.give(try open()) }
    let allowance = Allowance(limit: Self.payloadsMax)
    // The longest first, so that the threads end together.
    let order = imports.indices.sorted {
      (-imports[$0].record.payloadSize, $0) < (-imports[$1].record.payloadSize, $1)
    }
    let done = Handover<(index: Int, result: Result<Reimport.Comparison, any Error>)>(
      limit: imports.count)
    Workers(count).perform(order.count) { place in
      let index = order[place]
      let size = Int(clamping: imports[index].record.payloadSize)
      allowance.holding(size) {
        guard let reader = readers.take() else { return }
        defer { _ = readers.give(reader) }
        let result = Result {
          try DraftComparison(
            imports[index], reader.log, takenBack, toldMax: toldMax, progress
          ).run(reader.replay, runs[index])
        }
        _ = done.give((index, result))
      }
    }
    done.finish()
    var compared = imports
    while let (index, result) = done.take() { compared[index] = try result.get() }
    if events > 0 { progress.finish() }
    return compared
  }
}
