package import Domain

/// Names lines by what they are about: `sku`, and `sku#2`, … when it comes again in the document.
package struct LineNumbers {
  private let texts: KeptTexts

  /// The first name: most documents have no other, and need no dictionary.
  private var first: Bytes?
  private var seen: [Bytes: Int64] = [:]

  package init(_ texts: KeptTexts) { self.texts = texts }

  package mutating func next(_ name: Bytes) -> Bytes {
    guard let first else {
      first = name
      return name
    }
    if seen.isEmpty { seen[first] = 1 }
    let count = (seen[name] ?? 0) + 1
    seen[name] = count
    return count == 1 ? name : texts.joined(name, Bytes("#"), texts.digits(count))
  }
}
