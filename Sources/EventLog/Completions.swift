package import Domain

extension EventLog {
  /// Calls `body` with every claim that an answer of one of these kinds was complete, oldest first;
  /// those that were taken back up to `end` are passed over unless they are asked for.
  ///
  /// Blocks without such a claim are not decompressed: a large source has few of them.
  package func forEachCompletion(
    of kinds: Set<StreamKind>, after start: Int64 = 0, through end: Int64 = .max,
    takenBackToo: Bool = false,
    _ body: (EventView) throws -> Void
  ) throws {
    if kinds.isEmpty { return }
    let tags = Set(kinds.map { EventTypes.completed($0).tag })
    var blocks: [BlockHeader] = []
    try forEachHeader { header in
      guard header.firstPosition <= end, header.lastPosition > start else { return }
      if header.types.split(separator: " ").contains(where: { tags.contains(String($0)) }) {
        blocks.append(header)
      }
    }
    // What was taken back up to the end, not up to the block.
    let gone = takenBackToo ? TakenBack() : try takenBack(asOf: end)
    for block in blocks {
      try forEachEvent(
        after: max(start, block.firstPosition - 1), through: min(end, block.lastPosition),
        of: kinds,
        takenBackToo: true
      ) { view in
        if view.schema.isCompletion, !gone.contains(view.position) { try body(view) }
      }
    }
  }
}
