import Domain

/// The parts that a line's total is made of.
enum Part: Int, CaseIterable {
  case customerIn, customerOut, coinvestIn, commissionOut, acquiringOut, logisticsOut, penaltyOut
  case servicesOut
}

/// A line's money by parts.
struct Money {
  /// One a part, in the row itself: most rows have no use for more memory.
  private var amounts = InlineArray<8, Decimal4>(repeating: .zero)

  subscript(part: Part) -> Decimal4 {
    get { amounts[part.rawValue] }
    set { amounts[part.rawValue] = newValue }
  }

  mutating func add(_ amount: Decimal4, to part: Part) throws(Decimal4.Overflow) {
    amounts[part.rawValue] = try amounts[part.rawValue] + amount
  }

  /// A sale comes in from the buyer, a return goes out.
  mutating func addSale(_ amount: Decimal4) throws(Decimal4.Overflow) {
    try add(amount, to: amount > .zero ? .customerIn : .customerOut)
  }

  func total() throws(Decimal4.Overflow) -> Decimal4 {
    var total = Decimal4.zero
    for part in Part.allCases { total = try total + amounts[part.rawValue] }
    return total
  }

  /// Hands each part out by the weights, equally without any, to the last ten-thousandth.
  func share(among lines: inout [OzonFact.Line], by weights: [Decimal4]?) {
    if lines.count == 1 {
      lines[0].money = self
      return
    }
    let weights = weights ?? lines.map { _ in .one }
    for part in Part.allCases where !self[part].isZero {
      for (index, share) in Decimal4.shares(of: self[part], by: weights).enumerated() {
        lines[index].money[part] = share
      }
    }
  }
}
