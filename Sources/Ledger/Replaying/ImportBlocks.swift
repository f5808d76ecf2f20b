import EventLog

/// The positions of the events that each import brought, whenever they were appended.
struct ImportBlocks {
  private var blocks: [Int64: [ClosedRange<Int64>]] = [:]

  init(_ log: EventLog) throws {
    try log.forEachHeader { header in
      guard header.importID > 0 else { return }
      blocks[header.importID, default: []].append(header.firstPosition...header.lastPosition)
    }
  }

  func runs(of importID: Int64) -> [ClosedRange<Int64>] { TakenBack.joined(blocks[importID] ?? []) }
}
