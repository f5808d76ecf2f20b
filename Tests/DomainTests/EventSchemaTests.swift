import Domain
import TestKit
import Testing

@Suite("Event schemas are promises")
struct EventSchemaTests {
  @Test(arguments: PublishedSchema.all)
  func `every event schema is as published`(_ schema: PublishedSchema) throws {
    try Golden.expect(schema.json, is: "schemas/events/\(schema.file)")
  }

  @Test func `a published schema is never taken away`() {
    let known = Set(PublishedSchema.all.map(\.file))
    let published = Set(PackageFolder.names(in: "schemas/events").filter { $0.hasSuffix(".json") })
    #expect(published.subtracting(known).sorted() == [])
  }

  @Test(arguments: EventTypes.all.map(\.tag))
  func `the numbers of fields have no gaps`(_ tag: String) throws {
    let schema = try #require(EventTypes.schema(tag: tag))
    Self.expectDense(schema.shape, tag)
  }

  @Test(arguments: EventTypes.all.map(\.tag))
  func `every field says what it is`(_ tag: String) throws {
    let schema = try #require(EventTypes.schema(tag: tag))
    Self.expectNotes(schema.shape, tag)
  }

  @Test func `an older version's values all have a place in the newest`() throws {
    for schema in EventTypes.all where schema.layout.stored !== schema.layout.shape {
      let newest = EventTypes.all.filter { $0.name == schema.name }.map(\.version).max()
      guard schema.version != newest else { continue }
      var random = SeededRandom(12)
      var record = Record(schema.shape)
      for member in schema.shape.members where member.type != .list && member.type != .text {
        record.setBits(random.integer(), at: member.slot)
      }
      let newer = try Stored.record(record.stored, schema.layout)
      let lifted = newer.shape.members.filter { newer.isPresent($0.slot) }.count
      let told = schema.shape.members.filter { record.isPresent($0.slot) }.count
      #expect(lifted == told, "\(schema.tag)")
    }
  }

  private static func expectDense(_ shape: Shape, _ place: String) {
    #expect(shape.members.map(\.number) == shape.members.indices.map { $0 + 1 }, "\(place)")
    for member in shape.members {
      if let item = member.item { expectDense(item, "\(place).\(member.name)") }
    }
  }

  private static func expectNotes(_ shape: Shape, _ place: String) {
    for member in shape.members {
      #expect(!member.note.about.isEmpty, "\(place).\(member.name)")
      if let item = member.item { expectNotes(item, "\(place).\(member.name)") }
    }
  }
}

/// An event schema as outsiders are told it.
///
/// Withdrawals and completed scopes are alike in every kind, and told once.
struct PublishedSchema: Sendable, CustomTestStringConvertible {
  let file: String
  let json: String

  static let all: [PublishedSchema] = {
    var files: [String: PublishedSchema] = [:]
    for schema in EventTypes.all {
      let isPlain = schema.isWithdrawal || schema.isCompletion
      let name = isPlain ? "any.\(schema.noun)" : schema.name
      let file = "\(name).\(schema.version).json"
      let kind = isPlain ? "any" : schema.kind.name
      files[file] = PublishedSchema(file: file, json: text(schema, name: name, kind: kind))
    }
    return files.keys.sorted().compactMap { files[$0] }
  }()

  var testDescription: String { file }

  private static func text(_ schema: EventSchema, name: String, kind: String) -> String {
    """
    {
      "event": "\(name)",
      "version": \(schema.version),
      "kind": "\(kind)",
      "fields": \(fields(schema.shape, indent: "  "))
    }

    """
  }

  private static func fields(_ shape: Shape, indent: String) -> String {
    if shape.members.isEmpty { return "[]" }
    let lines = shape.members.map { member in
      var parts = [
        "\"number\": \(member.number)", "\"name\": \"\(member.name)\"",
        "\"type\": \"\(member.type.name)\"", "\"about\": \"\(escaped(member.note.about))\"",
      ]
      for (name, text) in [
        ("unit", member.note.unit), ("sign", member.note.sign), ("source", member.note.source),
      ] where !text.isEmpty {
        parts.append("\"\(name)\": \"\(escaped(text))\"")
      }
      if let item = member.item {
        parts.append("\"fields\": \(fields(item, indent: indent + "  "))")
      }
      return "\(indent)  {\(parts.joined(separator: ", "))}"
    }
    return "[\n\(lines.joined(separator: ",\n"))\n\(indent)]"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  }
}
