import Domain

/// An article of a posting or an order; without one, all of it.
struct Goods: Comparable {
  let number: Bytes
  var sku = Bytes.none

  static func < (lhs: Goods, rhs: Goods) -> Bool {
    lhs.number == rhs.number ? lhs.sku < rhs.sku : lhs.number < rhs.number
  }
}

/// Where things are in an array, by the goods that they are about.
///
/// Sorted once and found by halves: most orders have one line, for which a dictionary is a burden.
struct GoodsIndex {
  private var entries: [Entry] = []

  private struct Entry {
    let goods: Goods
    let place: Int
  }

  init<Element>(_ elements: [Element], by goods: (Element) -> Goods?) {
    for place in elements.indices {
      if let goods = goods(elements[place]) { entries.append(Entry(goods: goods, place: place)) }
    }
    if entries.count < 2 { return }
    entries.sort { $0.goods == $1.goods ? $0.place < $1.place : $0.goods < $1.goods }
  }

  func contains(_ goods: Goods) -> Bool { !self[goods].isEmpty }

  /// The places of what is about these goods, in order.
  subscript(goods: Goods) -> some RandomAccessCollection<Int> {
    let first = start { $0 < goods }
    let end = start { $0 <= goods }
    return entries[first..<end].lazy.map(\.place)
  }

  /// Where the entries begin whose goods do not come before what is looked for.
  private func start(_ comesBefore: (Goods) -> Bool) -> Int {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if comesBefore(entries[middle].goods) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
