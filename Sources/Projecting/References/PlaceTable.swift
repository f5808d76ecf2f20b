/// Values by place, in the order in which their places came.
///
/// A dictionary of such large entries keeps room for three times as many; here keys and values lie
/// close together, and what stands apart is four bytes a place.
struct PlaceTable<Value> {
  typealias Place = Catalogue.Place

  private(set) var keys: [Place] = []
  private var values: [Value] = []

  /// Indexes of keys, or −1; more than twice as many as keys.
  private var slots: [Int32] = Array(repeating: -1, count: 16)

  /// The value at a place; one that was set cannot be taken away.
  subscript(place: Place) -> Value? {
    get { index(of: place).map { values[$0] } }
    set {
      guard let newValue else { return }
      if let index = index(of: place) { values[index] = newValue } else { add(place, newValue) }
    }
  }

  /// The value at a place, to be changed where it lies; it is made when there is none.
  subscript(place: Place, default value: @autoclosure () -> Value) -> Value {
    get { self[place] ?? value() }
    _modify {
      if index(of: place) == nil { add(place, value()) }
      yield &values[index(of: place) ?? 0]
    }
  }

  private func index(of place: Place) -> Int? {
    // Hashing costs more than the rest, and many books decide or rename nothing.
    if keys.isEmpty { return nil }
    var slot = first(place)
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if keys[index] == place { return index }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private func first(_ place: Place) -> Int { place.hashValue & (slots.count - 1) }

  private mutating func add(_ place: Place, _ value: Value) {
    keys.append(place)
    values.append(value)
    if keys.count * 2 < slots.count { return put(keys.count - 1) }
    slots = Array(repeating: -1, count: slots.count * 2)
    for index in keys.indices { put(index) }
  }

  private mutating func put(_ index: Int) {
    var slot = first(keys[index])
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(index)
  }
}

extension PlaceTable: Sequence {
  func makeIterator() -> Zip2Sequence<[Place], [Value]>.Iterator {
    zip(keys, values).makeIterator()
  }
}
