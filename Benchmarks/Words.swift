/// What stands on the command line.
struct Words {
  private(set) var rest: ArraySlice<String>

  init(_ arguments: [String]) { rest = arguments.dropFirst() }

  /// Takes out an option and its value.
  mutating func option(_ name: String) -> String? {
    guard let index = rest.firstIndex(of: name), index + 1 < rest.endIndex else { return nil }
    let value = rest[index + 1]
    rest.removeSubrange(index...index + 1)
    return value
  }

  /// Takes out a flag.
  mutating func flag(_ name: String) -> Bool {
    guard let index = rest.firstIndex(of: name) else { return false }
    rest.remove(at: index)
    return true
  }
}
