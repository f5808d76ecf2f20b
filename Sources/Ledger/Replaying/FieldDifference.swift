/// A field in which two records of one document differ.
package struct FieldDifference: Sendable, Equatable {
  /// Such as `for_pay`, or `items[2].price` inside a list.
  package let name: String

  /// As JSON; `nil` where the field is absent.
  package let before: String?
  package let after: String?

  package init(_ name: String, _ before: String?, _ after: String?) {
    self.name = name
    self.before = before
    self.after = after
  }

  /// Every field that differs, in order of the fields.
  package static func between(
    _ before: [EventDescription.Named], _ after: [EventDescription.Named], in place: String = ""
  ) -> [FieldDifference] {
    var names = before.map(\.name)
    names += after.map(\.name).filter { !names.contains($0) }
    return names.flatMap { name -> [FieldDifference] in
      let old = before.first { $0.name == name }?.value
      let new = after.first { $0.name == name }?.value
      if old == new { return [] }
      if case .list(let olds) = old, case .list(let news) = new, olds.count == news.count {
        return zip(olds, news).enumerated().flatMap { index, pair in
          between(pair.0, pair.1, in: "\(place)\(name)[\(index + 1)].")
        }
      }
      return [FieldDifference(place + name, old?.json, new?.json)]
    }
  }
}
