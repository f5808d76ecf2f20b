import Projecting
import Platform
import SQLite

/// A statement that a person typed, over all read tables, reading only and within limits.
package struct FreeSQL: Sendable {
  /// Seconds after which a statement is stopped.
  package var secondsMax: Double = 5

  /// Rows after which it is stopped.
  package var rowsMax = AnswerRows.rowsMax

  /// Bytes that the answer may take, about.
  package var bytesMax = AnswerRows.bytesMax

  /// What SQLite may take in memory and in one temporary file, where the process is this
  /// statement's own.
  package static let memoryMax = 256 << 20
  package static let temporaryFileMax = 2 << 30

  package init() {}

  package func answer(_ sql: String, in folder: TableFolder) throws -> Answer {
    let connection = try Connection(":memory:", .create)
    try attach(folder, connection)
    try connection.sumExactly()
    connection.allowReadingOnly()
    let end = Machine.seconds + secondsMax
    connection.interrupt { Machine.seconds > end }
    do {
      let statement = try connection.prepare(sql)
      guard statement.tail.allSatisfy({ $0.isWhitespace || $0 == ";" }) else {
        throw LedgerError(.usage, "one statement at a time, not also \(statement.tail)")
      }
      let columns = (0..<statement.columnCount).map(statement.columnName)
      var found = AnswerRows(rowsMax: rowsMax, bytesMax: bytesMax, advice: "add a LIMIT")
      while try statement.step() {
        try found.add((0..<columns.count).map { Self.cell(statement.value($0)) })
      }
      return Answer(columns: columns, rows: found.rows)
    } catch let error as SQLiteError {
      throw refusal(error)
    }
  }

  private func refusal(_ error: SQLiteError) -> LedgerError {
    if error.isInterrupted {
      return LedgerError(.data, overdue())
    }
    if error.isOutOfMemory {
      return LedgerError(
        .data, "the statement needs more than \(Self.memoryMax >> 20) MiB of memory: narrow it")
    }
    if error.isFailedRead {
      return LedgerError(
        .inputOutput, "a table could not be read (input/output error): check the disk")
    }
    if error.isFull || error.isInputOutput {
      return LedgerError(.data, "the statement needs too much temporary space: narrow it")
    }
    if error.isTooBig { return LedgerError(.data, "a value over 16 MiB: \(error.message)") }
    if error.isRefused { return LedgerError(.usage, "only reading is allowed: \(error.message)") }
    return LedgerError(.usage, error.message)
  }

  private func attach(_ folder: TableFolder, _ connection: Connection) throws {
    for projector in Projectors.all {
      let alias = type(of: projector).alias
      let attached: Void? = try folder.withCurrent(alias) { generation in
        try connection.attach(folder.file(alias, generation), as: "\(alias)_file")
      }
      if attached == nil { continue }
      try connection.execute("PRAGMA \(alias)_file.query_only = ON")
    }
    try connection.defend()
  }

  /// The line for a statement that had to be stopped.
  package func overdue() -> String { "the statement was stopped after \(Int(secondsMax)) seconds" }

  private static func cell(_ value: Value) -> Answer.Cell {
    switch value {
    case .null: .null
    case .integer(let number): .integer(number)
    case .real(let number): .number("\(number)")
    case .text(let text): .text(text)
    case .blob(let bytes):
      .text(bytes.map { String(Int($0) + 256, radix: 16).dropFirst() }.joined())
    }
  }
}
