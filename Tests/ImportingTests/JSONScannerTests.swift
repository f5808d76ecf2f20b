import Domain
import Importing
import TestKit
import Testing

@Suite("JSON is read as RFC 8259 says, within bounds")
struct JSONScannerTests {
  @Test(arguments: [
    "[]", " [ ] ", "[1]", "[-0, 0.5, 1e5, 1E-5, -1.25e+10]", "[{}]", "[{\"a\":{\"b\":[1,2,{}]}}]",
    "[true,false,null]", "[\"\"]", "[\"\\u0041\\n\\\\\\\"\\/\\b\\f\\r\\t\"]",
    "[\"\\ud83e\\uddf5\"]",
    "\t\r\n[\n1\n,\n2\n]\n", "[\"ключ 🧵\"]", "{}", "{\"a\":1,\"b\":[]}", "[[[[]]]]", "\u{FEFF}[1]",
    "[9007199254740993, 123456789012345678901234567890.5]", "[\"\u{7F}\"]",
  ])
  func `what is JSON is taken`(_ text: String) throws {
    #expect(throws: Never.self) { try JSONReading.rows(text) }
  }

  @Test(arguments: [
    "[", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "]", "[1]]", "[1] x", "{", "{\"a\"", "{\"a\":",
    "{\"a\":1,}", "{a:1}", "{\"a\" 1}", "{1:2}", "['a']", "[\"a]", "[\"\\x\"]", "[\"\\u12\"]",
    "[\"\\u12G4\"]", "[\"\\", "[01]", "[-]", "[+1]", "[.5]", "[1.]", "[1e]", "[1e+]", "[0x1]",
    "[NaN]", "[Infinity]", "[tru]", "[TRUE]", "[nul]", "[\"\n\"]", "[\"\t\"]", "[\"\u{0}\"]",
    "[1]\u{0}", "[\u{0}]", "// a\n[1]", "[1/**/]", "[1;2]", "\u{FEFF}\u{FEFF}[1]", "[-01]",
  ])
  func `what is not JSON is refused with its place`(_ text: String) throws {
    #expect {
      try JSONReading.rows(text)
    } throws: { error in
      guard let error = error as? PayloadError, let offset = error.offset else { return false }
      return (0...text.utf8.count).contains(offset) && !error.reason.isEmpty
    }
  }

  @Test func `rows may be nested sixty-four deep and no deeper`() throws {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
      func nested(_ depth: Int) -> String {
        "[" + String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
          + "]"
      }
      #expect(try JSONReading.rows(nested(64)) == 1)
      for depth in [65, 70, 10_000] {
        #expect {
          try JSONReading.rows(nested(depth))
        } throws: { error in
          (error as? PayloadError)?.reason.contains("deeper than 64") ?? false
        }
      }
    }
  }

  @Test func `nesting around the rows is bounded too`() throws {
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: PayloadError.self) { try JSONReading.rows(deep) }
    let objects = String(repeating: "{\"a\":", count: 100_000)
    #expect(throws: PayloadError.self) { try JSONReading.rows(objects) }
    _ = PayloadOutline.of(deep)
    #expect(PayloadOutline.of(objects).names.count <= 100)
  }

  @Test func `the outline of many names is bounded`() {
    let many = "[{" + (0..<20_000).map { "\"n\($0)\":1" }.joined(separator: ",") + "}]"
    #expect(PayloadOutline.of(many).names.count <= 5_000)
  }

  @Test func `a name that stands twice marks its row`() throws {
    let rows = [
      ("{\"a\":1,\"a\":2}", true), ("{\"a\":1,\"b\":{\"a\":2}}", false),
      ("{\"x\":{\"b\":1,\"c\":2,\"b\":3}}", true), ("{\"x\":[{\"b\":1},{\"b\":1}]}", false),
      ("{\"x\":[{\"b\":1,\"b\":1}]}", true), ("{}", false),
      ("{" + (0..<100).map { "\"field_number_\($0)\":1" }.joined(separator: ",") + "}", false),
      (
        "{" + (0..<100).map { "\"field_number_\($0)\":1" }.joined(separator: ",")
          + ",\"field_number_50\":1}", true
      ),
    ]
    for (row, isDoubled) in rows {
      var found = false
      try JSONReading.each("[\(row)]") { value in
        do throws(RowError) { try value.refuseDoubledKey() } catch { found = true }
      }
      #expect(found == isDoubled, "\(row.prefix(80))")
    }
  }

  @Test func `a name that stands twice around the rows is refused`() {
    #expect(throws: PayloadError.self) {
      try JSONReading.rows("{\"value\":[],\"count\":1,\"count\":2}", at: [["value"]])
    }
  }

  @Test func `half a surrogate pair and a NUL are refused where text is read`() throws {
    for (text, isFine) in [
      ("\\ud83e", false), ("\\uddf5", false), ("\\ud83e\\u0041", false), ("\\u0000", false),
      ("a\\u0000b", false), ("\\ud83e\\uddf5", true), ("\\u0001", true), ("\\uFFFF", true),
      ("\\ud83ex", false), ("\\ud83e\\n", false),
    ] {
      var read: String?
      try JSONReading.each("[{\"a\":\"\(text)\"}]") { value in
        guard let member = value["a"] else { return }
        do throws(RowError) {
          read = try member.withText("a") { (bytes) throws(RowError) in bytes.string }
        } catch { read = nil }
      }
      #expect((read != nil) == isFine, "\(text)")
    }
  }

  @Test func `escapes mean what they mean`() throws {
    let json = #"[{"\u0061":"\u0416\ud83e\uddf5\"\\\/\b\f\n\r\t"}]"#
    var read: [UInt8] = []
    try JSONReading.each(json) { value in
      guard let member = value["a"] else { return }
      do throws(RowError) {
        read = try member.withText("a") { (bytes) throws(RowError) in bytes.array }
      } catch {}
    }
    #expect(String(decoding: read, as: UTF8.self) == "Ж🧵\"\\/\u{8}\u{C}\n\r\t")
  }

  @Test func `numbers keep their digits`() throws {
    let digits = [
      "19.99", "0.1", "-0.00005", "9007199254740993", "1e3", "1.10", "123456789.123456789",
    ]
    var read: [String] = []
    try JSONReading.each("[\(digits.map { "{\"a\":\($0)}" }.joined(separator: ","))]") { value in
      read.append(value["a"]?.raw.string ?? "")
    }
    #expect(read == digits)
  }

  @Test func `a payload cut at any byte is refused, or has fewer rows`() throws {
    let text = #" [{"a":1.5,"б":"\u0416x"},{"a":[true,null,{"c":-1e5}]},{"a":"🧵"}] "#
    let bytes = Array(text.utf8)
    let whole = try JSONReading.rows(bytes)
    #expect(whole == 3)
    for length in 0..<bytes.count - 1 {
      let part = Array(bytes[..<length])
      do {
        // Nothing but white space has no rows.
        try #require(try JSONReading.rows(part) == 0 && length < 2, "\(length)")
      } catch { #expect((error as? PayloadError)?.offset == length, "\(length): \(error)") }
      _ = part.borrowed { PayloadOutline(of: $0) }
    }
  }

  @Test func `every row lies where it says`() throws {
    let text = "[ {\"a\":1} ,\n[2], \"three\", 4.0,null ]"
    let bytes = Array(text.utf8)
    var rows: [String] = []
    try JSONReading.each(text) { rows.append(String(decoding: bytes[$0.range], as: UTF8.self)) }
    #expect(rows == ["{\"a\":1}", "[2]", "\"three\"", "4.0", "null"])
  }

  @Test func `random JSON is read as another reader reads it`() throws {
    var random = SeededRandom(40)
    for _ in 0..<Nightly.count(2_000, nightly: 200_000) {
      var text = Self.json(&random, depth: 0)
      if random.once(in: 2), !text.isEmpty {
        var bytes = Array(text.utf8)
        let place = Int.random(in: 0..<bytes.count, using: &random)
        bytes[place] =
          Array("[]{},:\"\\0123e.-ntf \u{1}".utf8).randomElement(using: &random) ?? 0x20
        text = String(decoding: bytes, as: UTF8.self)
      }
      let payload = "[" + text + "]"
      let mine = try? JSONReading.rows(payload)
      let theirs = try? ExactJSON(payload).elements.count
      if let mine { try #require(mine == theirs, "\(payload)") }
      // The other reader is laxer: it takes control characters and some broken escapes.
      if mine == nil, theirs != nil {
        try #require(
          payload.contains("\\") || payload.contains("\u{1}") || Self.hasLaxNumber(payload),
          "\(payload)")
      }
    }
  }

  private static func hasLaxNumber(_ text: String) -> Bool {
    text.contains(/-?0[0-9]/) || text.contains(/[eE][+-]?$|[eE][^0-9+-]/)
  }

  private static func json(_ random: inout SeededRandom, depth: Int) -> String {
    switch Int.random(in: 0..<(depth > 3 ? 4 : 6), using: &random) {
    case 0: return "\(random.integer())"
    case 1:
      return "\(Int.random(in: -99...99, using: &random)).\(Int.random(in: 0...99, using: &random))"
    case 2: return "\"т\\n\(Int.random(in: 0...9, using: &random))\""
    case 3: return ["true", "false", "null"].randomElement(using: &random) ?? "null"
    case 4:
      return "["
        + (0..<Int.random(in: 0...3, using: &random)).map { _ in json(&random, depth: depth + 1) }
        .joined(separator: ",") + "]"
    default:
      return "{"
        + (0..<Int.random(in: 0...3, using: &random)).map { index in
          "\"k\(index)\":" + json(&random, depth: depth + 1)
        }.joined(separator: ",") + "}"
    }
  }
}

@Suite("Text is UTF-8 or refused")
struct UTF8CheckTests {
  @Test func `every scalar is UTF-8`() {
    var text = ""
    for value in stride(from: UInt32(0), to: 0x110000, by: 7) {
      if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
    }
    #expect(Array(text.utf8).borrowed { UTF8Check.firstInvalid($0) } == nil)
  }

  @Test(
    arguments: [
      [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC2], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF],
      [0xE2, 0x82],
      [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
      [0xF4, 0x90, 0x80, 0x80],
      [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xFE], [0xC3, 0x28], [0xE2, 0x28, 0xA1],
      [0xF0, 0x9F, 0xA7],
    ] as [[UInt8]])
  func `broken bytes are found where they are`(_ broken: [UInt8]) {
    for before in 0..<20 {
      for after in [0, 1, 9] {
        let bytes =
          Array(repeating: UInt8(0x61), count: before) + broken
          + Array(repeating: UInt8(0x62), count: after)
        #expect(
          bytes.borrowed { UTF8Check.firstInvalid($0) } == before, "\(broken) after \(before)")
      }
    }
  }

  @Test func `random bytes are judged as the standard library judges them`() throws {
    var random = SeededRandom(41)
    let parts: [[UInt8]] = [[0x61], [0xD0, 0x96], [0xE2, 0x82, 0xAC], [0xF0, 0x9F, 0xA7, 0xB5]]
    for _ in 0..<20_000 {
      var bytes = (0..<8).flatMap { _ in parts.randomElement(using: &random) ?? [] }
      if random.once(in: 2) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8(
          truncatingIfNeeded: random.next())
      }
      let isValid = String(validating: bytes, as: UTF8.self) != nil
      try #require((bytes.borrowed { UTF8Check.firstInvalid($0) } == nil) == isValid, "\(bytes)")
    }
  }
}

/// JSON read row by row.
enum JSONReading {
  static func rows(_ text: String, at paths: [JSONRows.Path] = [[]]) throws -> Int {
    try rows(Array(text.utf8), at: paths)
  }

  static func rows(_ bytes: [UInt8], at paths: [JSONRows.Path] = [[]]) throws -> Int {
    var count = 0
    try bytes.borrowed { (all) throws in
      var rows = JSONRows(Payload(name: "test", bytes: all), at: paths)
      try rows.forEach { _, _ in count += 1 }
    }
    return count
  }

  static func each(_ text: String, _ body: (JSONValue) -> Void) throws {
    try Array(text.utf8).borrowed { (all) throws in
      var rows = JSONRows(Payload(name: "test", bytes: all), at: [[]])
      try rows.forEach { value, _ in body(value) }
    }
  }
}

extension PayloadOutline {
  /// The outline's form and names; the bytes are gone when it returns.
  fileprivate static func of(_ text: String) -> (form: Form, names: Set<String>) {
    Array(text.utf8).borrowed { bytes in
      let outline = PayloadOutline(of: bytes)
      return (outline.form, outline.names)
    }
  }
}
