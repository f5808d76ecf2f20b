import Platform

/// The last leg of a build: rows that are folded go to the writer, on the same thread or on another
/// that writes while the fold goes on.
struct RowPipeline {
  let writer: TableWriter

  /// Whether the writer has a thread of its own; the file is the same.
  let isParallel: Bool

  /// Rows that change threads at once, and how many such portions wait at most.
  private static let portion = 256
  private static let portionsMax = 4

  /// Calls `fold` with what takes its rows.
  func run(_ fold: (@escaping (FinishedRow) throws -> Void) throws -> Void) throws {
    guard isParallel else { return try fold(writer.add) }
    let rows = Handover<[FinishedRow]>(limit: Self.portionsMax)
    var folded: Result<Void, any Error> = .success(())
    var written: Result<Void, any Error> = .success(())
    Workers.perform(
      { folded = Result { try feed(rows, fold) } },
      alongside: {
        written = Result {
          while let portion = rows.take() {
            for row in portion { try writer.add(row) }
          }
        }
        rows.abandon()
      })
    try written.get()
    try folded.get()
  }

  private func feed(
    _ rows: Handover<[FinishedRow]>, _ fold: (@escaping (FinishedRow) throws -> Void) throws -> Void
  ) throws {
    defer { rows.finish() }
    var portion: [FinishedRow] = []
    portion.reserveCapacity(Self.portion)
    func give() throws {
      if !rows.give(portion) { throw Abandoned() }
      portion.removeAll(keepingCapacity: true)
    }
    try fold { row in
      portion.append(row)
      if portion.count == Self.portion { try give() }
    }
    if !portion.isEmpty { try give() }
  }

  /// The writer has failed; its error is the one to tell.
  private struct Abandoned: Error {}
}
