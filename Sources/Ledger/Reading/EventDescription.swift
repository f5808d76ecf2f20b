package import Domain
import Digest
package import EventLog

/// An event in words: envelope and values, for `log`, `show`, `history` and `trace`.
package struct EventDescription: Sendable {
  package let position: Int64
  package let stream: String
  package let version: Int64
  package let type: String
  package let clock: Instant
  package let occurredAt: Instant?
  package let recordedAt: Instant
  package let importID: Int64

  /// SHA-256 of the payload, hex; empty when none brought it.
  package let payload: String
  package let payloadRange: Range<Int>
  package let values: [Named]

  package struct Named: Sendable, Equatable {
    package let name: String
    package let value: Shown
  }

  /// A value as people and JSON see it.
  package indirect enum Shown: Sendable, Equatable {
    case number(String)
    case text(String)
    case flag(Bool)
    case list([[Named]])

    package var json: String {
      switch self {
      case .number(let digits): digits
      case .text(let text): JSONText.quoted(text)
      case .flag(let flag): flag ? "true" : "false"
      case .list(let items):
        "[" + items.map { Shown.object($0) }.joined(separator: ",") + "]"
      }
    }

    /// An object of named values.
    package static func object(_ values: [Named]) -> String {
      "{" + values.map { "\(JSONText.quoted($0.name)):\($0.value.json)" }.joined(separator: ",")
        + "}"
    }
  }

  package init(_ view: EventView) throws {
    position = view.position
    stream = view.stream
    version = view.version
    type = view.schema.tag
    clock = view.clock
    occurredAt = view.occurredAt
    recordedAt = view.block.recordedAt
    importID = view.block.importID
    payload = view.block.payload.hex
    payloadRange = view.payloadRange
    values = try Self.values(of: view.record())
  }

  /// The values of a record, in order of its fields, absent ones left out.
  package static func values(of record: RecordView) throws -> [Named] {
    var values: [Named] = []
    for member in record.shape.members where record.isPresent(member.slot) {
      values.append(Named(name: member.name, value: try shown(record, member)))
    }
    return values
  }

  private static func shown(_ record: RecordView, _ member: Shape.Member) throws -> Shown {
    switch member.type {
    case .integer: return .number(String(record.bits(at: member.slot)))
    case .decimal: return .number(Decimal4(bits: record.bits(at: member.slot)).description)
    case .day: return .text(Day(bits: record.bits(at: member.slot)).description)
    case .instant: return .text(Instant(bits: record.bits(at: member.slot)).description)
    case .flag: return .flag(record.bits(at: member.slot) != 0)
    case .text: return .text(record.bytes(at: member.slot).string)
    case .list:
      var items: [[Named]] = []
      try record.forEachItem(at: member.slot) { items.append(try values(of: $0)) }
      return .list(items)
    }
  }

  /// The event on one line of JSON.
  package var json: String {
    var parts = [
      "\"position\":\(position)", "\"stream\":\(JSONText.quoted(stream))",
      "\"version\":\(version)", "\"type\":\(JSONText.quoted(type))",
      "\"clock\":\"\(clock)\"", "\"occurred_at\":\(occurredAt.map { "\"\($0)\"" } ?? "null")",
      "\"recorded_at\":\"\(recordedAt)\"", "\"import\":\(importID == 0 ? "null" : "\(importID)")",
    ]
    if payload.isEmpty {
      parts.append("\"payload\":null")
    } else {
      parts += [
        "\"payload\":\"\(payload)\"", "\"offset\":\(payloadRange.lowerBound)",
        "\"length\":\(payloadRange.count)",
      ]
    }
    parts.append("\"body\":\(Shown.object(values))")
    return "{" + parts.joined(separator: ",") + "}"
  }
}
