import Archive
import Domain
import EventLog
import Importing

/// Reads archived payloads again as their imports were told to read them.
struct PayloadReplay {
  let archive: Archive
  let connections: Connections
  var importers: [any Importer] = Importers.all

  /// What became of a payload that was to be read again.
  enum Outcome {
    case read(Summary)

    /// Its bytes are no longer there.
    case erased

    /// The importer does not take it at all.
    case refused(String)
  }

  /// What an importer says besides its drafts.
  struct Summary {
    let rows: Int
    let setAsideCount: Int
    let scopes: [String]
  }

  /// The importer of an import's kind, as it is now.
  func importer(of record: ImportRecord) -> (any Importer)? {
    importers.first { type(of: $0).kind == record.kind }
  }

  /// Hands the drafts of an import's payload to `take`, as if it had been fetched at `fetchedAt`.
  func read(
    _ record: ImportRecord, fetchedAt: Instant, _ take: (Draft) throws -> Void
  ) throws -> Outcome {
    guard try archive.about(record.payload)?.isErased == false else { return .erased }
    return try read(archive.payload(record.payload), as: record, fetchedAt: fetchedAt, take)
  }

  /// The same of other bytes than the import's own.
  func read(
    _ bytes: [UInt8], as record: ImportRecord, fetchedAt: Instant, _ take: (Draft) throws -> Void
  ) throws -> Outcome {
    guard let importer = importer(of: record) else { return .refused("no importer reads its kind") }
    guard let connection = connections[record.connection] else {
      return .refused("its connection is not there")
    }
    let context = try ImportOptions(of: record).context(connection, fetchedAt)
    return try withoutActuallyEscaping(take) { take in
      var fault: (any Error)?
      let intake = Intake { (draft) throws(PayloadError) in
        do { try take(draft) } catch {
          fault = error
          throw PayloadError("it was not wanted", at: draft.source.lowerBound)
        }
      }
      do throws(PayloadError) {
        try bytes.borrowed { (all) throws(PayloadError) in
          try importer.readAnswer(
            Payload(name: record.payloadName, bytes: all), context, into: intake)
        }
      } catch {
        if let fault { throw fault }
        return .refused(PayloadKind.place(error))
      }
      return .read(
        Summary(rows: intake.rows, setAsideCount: intake.setAsideCount, scopes: intake.scopes))
    }
  }
}
