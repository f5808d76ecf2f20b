import Domain

/// Lists the elements of an XML payload's first part, for `PayloadOutline`.
struct XMLOutline {
  /// Element names without prefixes.
  private(set) var names: Set<String> = []

  /// What is broken; a head that ends inside an element is not.
  private(set) var trouble: PayloadError?

  private static let namesMax = 5_000

  init(_ head: Bytes, isWhole: Bool) {
    if Self.isPage(head) {
      trouble = PayloadError("an HTML page, as gateways send with errors", at: 0)
      return
    }
    do throws(PayloadError) {
      var scanner = try XMLScanner(head)
      while names.count < Self.namesMax, let token = try scanner.next() {
        if case .open(let name) = token { names.insert(name.string) }
      }
    } catch {
      if isWhole || error.offset != head.count { trouble = error }
    }
  }

  private static func isPage(_ head: Bytes) -> Bool {
    let start = head.dropFirst(JSONRows.mark(head)).trimmed.prefix(14).string.lowercased()
    return start.hasPrefix("<!doctype html") || start.hasPrefix("<html")
  }
}
