import Domain
import Importing
import TestKit
import Testing

@Suite("JSON is read by the letter of RFC 8259, value by value")
struct JSONTableTests {
  /// Reads one value between the brackets of a list and hands it over.
  private static func read(
    _ text: [UInt8], _ body: (JSONValue) throws -> Void = { _ in }
  ) throws {
    let bytes = [0x5B] + text + [0x5D]
    try bytes.borrowed { (all) throws in
      var rows = JSONRows(Payload(name: "p", bytes: all), at: [[]])
      var fault: (any Error)?
      try rows.forEach { (row, _) throws(PayloadError) in
        do { try body(row) } catch { fault = error }
      }
      if let fault { throw fault }
    }
  }

  @Test(arguments: [
    "0", "-0", "1", "-1", "10", "0.5", "1e5", "1E+5", "1e-5", "-0.0e0", "true", "false", "null",
    "\"\"", "\"a\"", #""\"\\\/\b\f\n\r\t\u00e9\uD83E\uDDF5""#, "[]", "{}", "[ ]", "{ }",
    "[1,2]", #"{"a":1}"#, #"{"":null}"#, " \t\r\n1\r\n", #"{"a":{"a":[{"a":1}]}}"#, "\"я🧵\"",
    "\"\u{7F}\"", "123456789012345678901234567890", "1e999999",
  ])
  func `what is JSON is read`(_ text: String) throws {
    var values = 0
    try Self.read(Array(text.utf8)) { _ in values += 1 }
    #expect(values == 1)
  }

  @Test(arguments: [
    "00", "01", "-01", "-", "+1", ".5", "1.", "1.e5", "1e", "1e+", "0x10", "NaN", "Infinity",
    "1 2", "1,", ",1", "tru", "True", "nul", "\"", "\"a", "'a'", "\"\t\"", "\"\n\"", "\"\u{0}\"",
    "\"\u{1F}\"", #""\x""#, #""\u12""#, #""\u12G4""#, #""\"#, "[1", "[1 2]", "{", "{\"a\"}",
    "{\"a\":}", "{\"a\":1,}", "{a:1}", "{1:2}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "}", "[}",
    "// 1", "/* */1", "\u{FEFF}1", "\u{A0}1", "1\u{0}",
  ])
  func `what is not JSON is refused with its place`(_ text: String) throws {
    let error = #expect(throws: PayloadError.self) { try Self.read(Array(text.utf8)) }
    let offset = try #require(error?.offset)
    #expect((0...text.utf8.count + 2).contains(offset))
  }

  @Test(arguments: ["[", "{\"a\":"])
  func `64 levels are read and 65 are refused`(_ open: String) throws {
    let close = open == "[" ? "]" : "}"
    func nested(_ levels: Int) -> [UInt8] {
      let ends = [open, close].map { String(repeating: $0, count: levels) }
      return Array((ends[0] + "1" + ends[1]).utf8)
    }
    try Self.read(nested(64))
    let error = #expect(throws: PayloadError.self) { try Self.read(nested(65)) }
    #expect(error?.reason == "JSON nested deeper than 64 levels")
    // A bomb of brackets costs no stack.
    #expect(throws: PayloadError.self) { try Self.read(Array(repeating: 0x5B, count: 2_000_000)) }
  }

  @Test(arguments: [
    #"{"a":1,"a":2}"#, #"{"a":1,"b":2,"a":1}"#, #"{"b":{"a":1,"a":1}}"#, #"{"b":[{"a":1,"a":2}]}"#,
    #"{"":1,"":2}"#, #"{"a":1,"\u0061":2}"#, #"{"\u0061":1,"a":2}"#,
    #"{"\u0061":1,"\u0061":2}"#, #"{"a\/":1,"a/":2}"#,
  ])
  func `a key that stands twice sets its row aside`(_ text: String) {
    #expect(throws: RowError.self) {
      try Self.read(Array(text.utf8)) { try $0.refuseDoubledKey() }
    }
  }

  @Test(arguments: [
    #"{"a":1,"b":2}"#, #"{"a":{"a":1},"b":{"a":1}}"#, #"[{"a":1},{"a":1}]"#, #"{"a":1,"A":2}"#,
    #"{"a":"a"}"#, #"{"a":1,"a ":2}"#,
  ])
  func `a key that stands once in each object does not`(_ text: String) throws {
    try Self.read(Array(text.utf8)) { try $0.refuseDoubledKey() }
  }

  @Test func `many keys are compared as one would by hand`() throws {
    var random = SeededRandom(61)
    for _ in 0..<400 {
      let keys = (0..<Int.random(in: 2...60, using: &random)).map { _ in
        "k\(Int.random(in: 0..<900, using: &random))"
      }
      let text = "{" + keys.map { "\"\($0)\":0" }.joined(separator: ",") + "}"
      var isDoubled = false
      try Self.read(Array(text.utf8)) { row in
        do throws(RowError) { try row.refuseDoubledKey() } catch { isDoubled = true }
      }
      #expect(isDoubled == (Set(keys).count < keys.count), "\(text)")
    }
  }

  @Test(arguments: [
    #""\u0000""#, #""a\u0000b""#, #""\uD83E""#, #""\uDDF5""#, #""\uD83E\uD83E""#,
    #""\uDDF5\uD83E""#, #""\uD83Ex""#, #""\uD83E\n""#,
  ])
  func `a NUL or half a surrogate pair is no text`(_ text: String) {
    #expect(throws: RowError.self) {
      try Self.read(Array(text.utf8)) { row in _ = try row.withText("a") { $0.array } }
    }
  }

  @Test(arguments: [
    (#""\u0041\u044f""#, "Aя"), (#""\uD83E\uDDF5""#, "🧵"), (#""\ud83e\uddf5.""#, "🧵."),
    (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
    (#""\uFFFD\uD7FF\uE000""#, "\u{FFFD}\u{D7FF}\u{E000}"),
  ])
  func `escapes are what they mean`(_ text: String, _ meant: String) throws {
    var read = ""
    try Self.read(Array(text.utf8)) { row in read = try row.withText("a") { $0.string } }
    #expect(Array(read.utf8) == Array(meant.utf8))
  }

  @Test func `bytes changed at random are refused or read, never a crash`() throws {
    var random = SeededRandom(62)
    let sound = Array(#"{"a":[1,-2.5e3,"x\u0041\n",null,true],"b":{"c":"я","d":[]}}"#.utf8)
    var refused = 0
    let runs = Nightly.count(20_000, nightly: 1_000_000)
    for _ in 0..<runs {
      var bytes = sound
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      do { try Self.read(bytes) } catch { refused += error is PayloadError ? 1 : 0 }
    }
    #expect(refused > runs / 3 && refused < runs)
  }
}
