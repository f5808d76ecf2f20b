import Domain
import SQLite

/// Whether the index of streams says what the events say: no version more, none less, none other.
struct StreamAudit {
  private let connection: Connection
  private let select: Statement
  private var sources: [String: Int64] = [:]
  private var events: Int64 = 0

  init(_ log: EventLog) throws {
    connection = log.connection
    select = try connection.prepare(
      """
      SELECT position, clock, state, seen_until FROM streams
      WHERE source = ?1 AND natural_id = ?2 AND version = ?3
      """)
    let names = try connection.prepare("SELECT id, name FROM sources")
    while try names.step() { sources[names.string(1)] = names.integer(0) }
  }

  /// Compares the index with one event.
  mutating func take(_ event: EventView, _ findings: inout Findings) throws {
    events += 1
    let state =
      event.schema.isWithdrawal
      ? StreamIndex.withdrawn : Appender.state(event.schema, event.body.array)
    select.reset()
    select.bind(1, sources[event.source.name] ?? 0)
    select.bindBorrowed(2, text: event.naturalID)
    select.bind(3, event.version)
    var problem: String?
    do throws(SQLiteError) {
      if try !select.step() {
        problem = "the index of streams does not have version \(event.version) of \(event.stream)"
      } else if select.integer(0) != event.position || select.integer(1) != event.clock.rawValue
        || select.integer(2) != state
        || (!select.isNull(3) && select.integer(3) <= event.clock.rawValue)
      {
        problem = "the index of streams tells other things of \(event.stream)"
      }
      select.reset()
    } catch {
      problem = "the index of streams cannot be read for \(event.stream): \(error.message)"
    }
    if let problem {
      findings.find("log.sqlite position \(event.position)", problem, LogAudit.remedy)
    }
  }

  /// Versions count from one without gaps, rise with the position, and are as many as the events.
  ///
  /// `head` is `nil` when blocks could not be read: then it is not known what should be there.
  func finish(through head: Int64?, _ findings: inout Findings) throws {
    var count: Int64 = 0
    do throws(SQLiteError) {
      let rows = try connection.prepare(
        """
        SELECT coalesce((SELECT name FROM sources WHERE id = source), source) || '/' || natural_id,
          version, position FROM streams ORDER BY source, natural_id, version
        """)
      var name: [UInt8] = []
      var (version, position) = (Int64(0), Int64(0))
      while try rows.step() {
        count += 1
        let bytes = rows.bytes(0)
        let isSame = name.borrowed { $0 == bytes }
        if !isSame {
          name = bytes.array
          (version, position) = (0, 0)
        }
        if rows.integer(1) != version + 1 || rows.integer(2) <= position
          || rows.integer(2) > head ?? .max
        {
          findings.find(
            "log.sqlite streams", "version \(rows.integer(1)) of \(bytes.string) fits no event",
            LogAudit.remedy)
        }
        (version, position) = (rows.integer(1), rows.integer(2))
      }
    } catch { findings.find("log.sqlite streams", error.message, LogAudit.remedy) }
    if head != nil, count != events {
      findings.find(
        "log.sqlite streams", "\(count) versions for \(events) events", LogAudit.remedy)
    } else {
      findings.pass("\(count) versions of streams")
    }
  }
}
