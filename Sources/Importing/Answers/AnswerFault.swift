import Domain

/// Finds in an answer that it is an error, and what it says of itself.
///
/// Sources put errors into bodies of every shape, some of them beside a list without rows and with
/// the status of success. The words are shown as they were sent.
enum AnswerFault {
  /// How many characters of an error are shown.
  static let shownMax = 300

  /// Whether what stands around the rows says that this is an error: by itself, or, on a page without
  /// rows, together with a text.
  static func isError(_ said: [String: String], hasRows: Bool) -> Bool {
    func text(_ name: String) -> String {
      let text = said[name] ?? ""
      return ["", "false", "0", "null", "200"].contains(text) ? "" : text
    }
    let marks = ["error", "errors", "errorText", "error_description", "odata.error"]
    if marks.contains(where: { !text($0).isEmpty }) { return true }
    let inside = ["error.", "errors.", "odata.error."]
    if said.keys.contains(where: { name in inside.contains { name.hasPrefix($0) } }) { return true }
    if ["error", "fail", "failed"].contains(text("status").lowercased()) { return true }
    return !hasRows && ["code", "status", "statusCode"].contains { !text($0).isEmpty }
      && ["message", "title", "detail"].contains { !text($0).isEmpty }
  }

  /// One of these members makes an object that is no answer an error.
  private static let marks: Set = [
    "odata.error", "error", "errors", "message", "messages", "detail", "errorText",
    "error_description", "code", "status", "statusCode",
  ]

  /// The words of an error; `nil` when the value is none or has none.
  static func words(_ value: JSONValue) -> String? {
    let words = words(value, depth: 0)
    return words.isEmpty ? nil : String(words.prefix(shownMax))
  }

  private static let texts = [
    "odata.error", "error", "errors", "title", "message", "messages", "value", "detail", "details",
    "errorText", "error_description", "description", "reason", "statusText",
  ]

  private static func words(_ value: JSONValue, depth: Int) -> String {
    guard depth < 5 else { return "" }
    switch value.kind {
    case .string: return JSONEscapes.string(value.raw.prefix(2_000), value.isEscaped)
    case .array:
      return value.elements.prefix(3).map { words($0, depth: depth + 1) }
        .filter { !$0.isEmpty }.joined(separator: "; ")
    case .object: return object(value, depth: depth)
    case .number: return depth > 0 ? value.raw.string : ""
    case .yes, .no, .null: return ""
    }
  }

  private static func object(_ value: JSONValue, depth: Int) -> String {
    var members: [String: JSONValue] = [:]
    var names: [String] = []
    do throws(RowError) {
      try value.forEachMember { (name, member) throws(RowError) in
        guard names.count < 50 else { return }
        names.append(name.string)
        members[name.string] = member
      }
    } catch { return "" }
    if depth == 0, marks.isDisjoint(with: names) { return "" }
    var found: [String] = []
    for name in texts {
      guard let member = members[name] else { continue }
      let words = words(member, depth: depth + 1)
      if !words.isEmpty, !found.contains(words) { found.append(words) }
    }
    let codes = ["code", "status", "statusCode"].compactMap { name -> String? in
      guard let code = members[name], code.kind == .string || code.kind == .number else {
        return nil
      }
      let text = code.raw.string
      return text.isEmpty || found.contains(text) ? nil : "\(name) \(text)"
    }
    if found.isEmpty, depth > 0, codes.isEmpty {
      // A list of what is wrong by field.
      found = names.prefix(3).compactMap { name in
        members[name].map { "\(name): \(words($0, depth: depth + 1))" }
      }
    }
    if found.isEmpty { return depth > 0 ? codes.joined(separator: ", ") : "" }
    return found.joined(separator: ": ")
      + (codes.isEmpty ? "" : " (\(codes.joined(separator: ", ")))")
  }

  /// The words of an error in XML or HTML; `nil` when it has none.
  static func words(inXML bytes: Bytes) -> String? {
    var found: [String] = []
    do throws(PayloadError) {
      var scanner = try XMLScanner(bytes.prefix(PayloadOutline.headMax))
      while found.count < 3, let token = try scanner.next() {
        guard case .open(let name) = token,
          ["code", "message", "title", "h1", "descr", "faultstring"].contains(name.string)
        else { continue }
        let text = String(decoding: try scanner.elementText(), as: UTF8.self)
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if !line.isEmpty, !found.contains(line) { found.append(line) }
      }
    } catch {
      // What gateways send is often no XML: what was found until there is shown.
    }
    return found.isEmpty ? nil : String(found.joined(separator: ": ").prefix(shownMax))
  }
}
