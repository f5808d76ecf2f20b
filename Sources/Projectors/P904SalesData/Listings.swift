import Domain

/// A line that moves goods: the lines of one article and direction share what p900 knows.
struct Listing: Hashable {
  let sku: Bytes
  let isReturn: Bool

  init?(_ line: OzonFact.Line) {
    guard let sku = line.sku, !line.sale.isZero else { return nil }
    self.sku = sku
    isReturn = line.sale.isNegative
  }
}

/// How often each article is listed in a fact.
struct Listings {
  /// Empty for a fact of one line, as most are.
  private var shares: [Listing: Share] = [:]

  /// The place of a line among those of its article.
  struct Share {
    var place = 0
    var count = 0

    /// An equal part of an amount, to the last ten-thousandth.
    func of(_ whole: Decimal4) -> Decimal4 {
      if count <= 1 { return whole }
      return Decimal4.shares(of: whole, by: Array(repeating: .one, count: count))[place]
    }
  }

  init(_ lines: [OzonFact.Line]) {
    if lines.count < 2 { return }
    for line in lines {
      if let listing = Listing(line) { shares[listing, default: Share()].count += 1 }
    }
  }

  /// The share of the next line of an article.
  mutating func next(_ listing: Listing) -> Share {
    guard let share = shares[listing] else { return Share() }
    shares[listing]?.place += 1
    return share
  }
}
