import Domain
import EventLog
import Importing

/// What was told of drift so far: for `svod status --drift`.
package struct DriftList: Sendable {
  package let answer: Answer

  package init(_ ledger: Ledger) throws {
    var rows: [[Answer.Cell]] = []
    for record in try ledger.book.openLog().imports() {
      try Array(record.summary.utf8).borrowed { (bytes) throws in
        var tape = JSONTape(bytes)
        for remark in try tape.read(at: 0).value["remarks"]?.elements ?? [] {
          let text = try remark.withText("remark") { (text) throws(RowError) in text.string }
          rows.append([
            .integer(record.id), .text(record.connection), .text(record.kind.name),
            .text(record.payloadName), .text(text),
          ])
        }
      }
    }
    answer = Answer(columns: ["import", "connection", "kind", "payload", "remark"], rows: rows)
  }
}
