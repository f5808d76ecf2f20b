import Ledger

/// A book's status in words, as a table, as JSON.
enum StatusText {
  static func head(_ status: Status) -> String {
    """
    position     \(status.position)
    head hash    \(status.headHash)
    recorded at  \(status.position == 0 ? "never" : "\(status.recordedAt)")
    imports      \(status.imports) of \(status.payloads) payloads
    connections  \(status.connections.map { "\($0.name) (\($0.marketplace))" }.joined(separator: ", "))
    log          \(status.logSize) bytes, archive \(status.archiveSize) bytes


    """
  }

  static func tables(_ status: Status) -> Answer {
    Answer(
      columns: ["table", "generation", "position", "rows", "hash", "state"],
      rows: status.tables.map { table in
        [
          .text(table.alias), table.generation.map { .integer(Int64($0)) } ?? .null,
          .integer(table.position), .integer(table.rows), .text(String(table.hash.prefix(16))),
          .text(table.stale ?? "up to date"),
        ]
      })
  }

  static func json(_ status: Status) -> String {
    let tables = status.tables.map { table in
      "{\"table\":\"\(table.alias)\",\"name\":\"\(table.name)\",\"position\":\(table.position),"
        + "\"generation\":\(table.generation.map(String.init) ?? "null"),\"rows\":\(table.rows),"
        + "\"hash\":\(text(table.hash)),\"provenanceHash\":\(text(table.provenanceHash)),"
        + "\"stale\":\(table.stale != nil),\"reason\":\(text(table.stale ?? ""))}"
    }
    let connections = status.connections.map {
      "{\"name\":\(JSONText.quoted($0.name)),\"marketplace\":\"\($0.marketplace)\","
        + "\"organization\":\(text($0.organization ?? "")),\"onec\":\(text($0.onec ?? "")),"
        + "\"zone\":\(text($0.zoneName ?? ""))}"
    }
    return "{\"position\":\(status.position),\"headHash\":\"\(status.headHash)\","
      + "\"recordedAt\":\(status.position == 0 ? "null" : "\"\(status.recordedAt)\""),"
      + "\"tables\":[\(tables.joined(separator: ","))],"
      + "\"connections\":[\(connections.joined(separator: ","))],"
      + "\"payloads\":\(status.payloads),\"imports\":\(status.imports),"
      + "\"logBytes\":\(status.logSize),\"archiveBytes\":\(status.archiveSize)}\n"
  }

  private static func text(_ text: String) -> String {
    text.isEmpty ? "null" : JSONText.quoted(text)
  }
}
