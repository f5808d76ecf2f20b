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

  subscript(part: Part) -> Decimal4 { amounts[part.rawValue] }

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

  /// Each part handed out by the weights, to the last ten-thousandth.
  func shared(by weights: [Decimal4]) -> [Money] {
    if weights.count == 1 { return [self] }
    var shares = Array(repeating: Money(), count: weights.count)
    for part in amounts.indices where !amounts[part].isZero {
      for (index, share) in Decimal4.shares(of: amounts[part], by: weights).enumerated() {
        shares[index].amounts[part] = share
      }
    }
    return shares
  }
}
